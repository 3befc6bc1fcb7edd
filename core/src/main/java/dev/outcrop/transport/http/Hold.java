package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.net.SocketException;

/**
 * The connection that a call has at the moment. Whoever cancels the call ends it, and none that the
 * call has already let go of: another call may have it by then.
 */
final class Hold implements Runnable {
    private @Nullable Wire wire; // guarded by this
    private boolean cancelled; // guarded by this

    /**
     * The call uses this from now on.
     *
     * @throws SocketException if it was cancelled; the connection is aborted then
     */
    synchronized void take(Wire wire) throws SocketException {
        this.wire = wire;
        if (cancelled) {
            wire.abort();
            throw new SocketException("the call was cancelled");
        }
    }

    /** What the call used, for the first who asks. */
    synchronized @Nullable Wire letGo() {
        Wire last = wire;
        wire = null;
        return last;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Ends the call's connection, now or as soon as there is one. */
    @Override
    public synchronized void run() {
        cancelled = true;
        if (wire != null) {
            wire.abort();
        }
    }
}
