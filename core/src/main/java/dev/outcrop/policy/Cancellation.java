package dev.outcrop.policy;

import java.util.ArrayList;

/**
 * A handle that stops calls from any thread. Safe for any number of threads. One handle may be
 * shared by many calls, and stays cancelled.
 */
public final class Cancellation {
    /**
     * The actions form a ring, in order, that begins and ends with this one; it is also the lock.
     */
    private final Action ring = new Action(() -> {});

    private boolean cancelled;

    /** Creates a handle that is not cancelled. */
    public Cancellation() {}

    /**
     * Stops every call that has this handle, now and later. A second call does nothing.
     *
     * <p>All actions run, even if one of them throws; the first exception is then thrown.
     */
    public void cancel() {
        var due = new ArrayList<Runnable>();
        synchronized (ring) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            while (ring.after != ring) {
                due.add(ring.after.what);
                ring.after.leave();
            }
        }
        Throwable thrown = null;
        for (Runnable what : due) {
            try {
                what.run();
            } catch (Throwable e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    suppress(thrown, e);
                }
            }
        }
        if (thrown != null) {
            Cancellation.<RuntimeException>throwSame(thrown);
        }
    }

    private static void suppress(Throwable first, Throwable later) {
        try {
            first.addSuppressed(later);
        } catch (IllegalArgumentException | OutOfMemoryError e) {
            // It is the same exception, or out of memory: the other actions still run.
        }
    }

    /** Rethrows an undeclared exception of an action unchanged. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwSame(Throwable thrown) throws E {
        throw (E) thrown;
    }

    public boolean isCancelled() {
        synchronized (ring) {
            return cancelled;
        }
    }

    /**
     * Runs an action when this is cancelled: once, on the cancelling thread, or at once if it
     * already is cancelled.
     *
     * @return removes the action; close it when the call is over
     */
    public Registration onCancel(Runnable action) {
        synchronized (ring) {
            if (!cancelled) {
                var waiting = new Action(action);
                waiting.enter();
                return waiting;
            }
        }
        action.run();
        return () -> {};
    }

    /**
     * Linked to its neighbours, so that adding and removing it is cheap for many calls with one
     * handle.
     */
    private final class Action implements Registration {
        private final Runnable what;
        private Action before = this;
        private Action after = this;

        Action(Runnable what) {
            this.what = what;
        }

        void enter() {
            before = ring.before;
            after = ring;
            before.after = this;
            after.before = this;
        }

        void leave() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }

        @Override
        public void close() {
            synchronized (ring) {
                leave();
            }
        }
    }

    /** A registered action that waits for a cancellation. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Removes the action. */
        @Override
        void close();
    }
}
