package dev.outcrop.transport;

import dev.outcrop.policy.Cancellation;

/**
 * Lets a cancellation end what only an interrupt ends, in the thread that made this. Once it is
 * closed, no interrupt of its own is left over. For that thread alone.
 */
final class CancelByInterrupt implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Object lock = new Object();
    private final Cancellation.Registration registration;
    private boolean over; // guarded by lock
    private boolean interrupted; // guarded by lock

    CancelByInterrupt(Cancellation cancellation) {
        registration = cancellation.onCancel(this::interrupt);
    }

    private void interrupt() {
        synchronized (lock) {
            if (!over) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (lock) {
            over = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
