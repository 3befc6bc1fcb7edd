package dev.outcrop.transport;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.policy.Cancellation;

import java.lang.reflect.UndeclaredThrowableException;

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

    /**
     * What a call throws for what its action threw: a cancelled call is cancelled, whatever the
     * action made of the interrupt.
     */
    static RuntimeException failure(Throwable thrown, Cancellation cancellation) {
        if (cancellation.isCancelled() && !(thrown instanceof CancelledException)) {
            return new CancelledException("the call was cancelled", Facts.NONE, thrown);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure
                ? failure
                : new UndeclaredThrowableException(thrown);
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
