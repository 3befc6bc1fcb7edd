package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The current connection of a call. Cancelling the call ends it, but no connection that the call
 * has already released: another call may use it.
 */
final class ConnectionLease implements Runnable {
    /** Not a monitor, because connections are closed under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Connection wire; // guarded by lock
    private boolean cancelled; // guarded by lock

    /**
     * Sets the connection of the call.
     *
     * @throws SocketException if it was cancelled; the connection is aborted then
     */
    void take(Connection wire) throws SocketException {
        lock.lock();
        try {
            this.wire = wire;
            if (cancelled) {
                wire.abort();
                throw new SocketException("the call was cancelled");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Releases the connection; null if already released. */
    @Nullable Connection letGo() {
        lock.lock();
        try {
            Connection last = wire;
            wire = null;
            return last;
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call's connection, now or as soon as there is one. */
    @Override
    public void run() {
        lock.lock();
        try {
            cancelled = true;
            if (wire != null) {
                wire.abort();
            }
        } finally {
            lock.unlock();
        }
    }
}
