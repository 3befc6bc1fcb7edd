package dev.outcrop.internal.call;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.policy.Cancellation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls in progress, so that closing a client ends them. Safe for any number of threads. */
public final class LiveCalls implements AutoCloseable {
    private final Set<Call> live = ConcurrentHashMap.newKeySet();
    private final Cancellation closing = new Cancellation();
    private volatile boolean closed;

    /** Creates an empty set. */
    public LiveCalls() {}

    /**
     * Begins a call.
     *
     * @param given the caller's own handle, which may be that of other calls too
     * @throws CancelledException if it is cancelled, or this was closed
     */
    public Call begin(Cancellation given) {
        var call = new Call(given);
        live.add(call);
        if (closed || given.isCancelled()) {
            call.close();
            throw new CancelledException(
                    closed ? "the client was closed" : "the call was cancelled", ErrorDetails.NONE);
        }
        return call;
    }

    /** The number of calls. */
    public int count() {
        return live.size();
    }

    /** Cancelled when this is closed: for other work that then ends. */
    public Cancellation closing() {
        return closing;
    }

    /** Cancels all calls, and prevents new ones. */
    @Override
    public void close() {
        closed = true;
        closing.cancel();
    }

    /** A call, from its first attempt to its end. */
    public final class Call implements AutoCloseable {
        private final Cancellation cancellation = new Cancellation();
        private final Cancellation.Registration ofCaller;
        private final Cancellation.Registration ofClient;

        private Call(Cancellation given) {
            ofCaller = given.onCancel(cancellation::cancel);
            ofClient = closing.onCancel(cancellation::cancel);
        }

        /** Cancelled with the caller's handle, and when the client is closed. */
        public Cancellation cancellation() {
            return cancellation;
        }

        /** Ends the call. */
        @Override
        public void close() {
            ofCaller.close();
            ofClient.close();
            live.remove(this);
        }
    }
}
