package dev.outcrop.policy;

import java.util.ArrayList;

/**
 * A handle by which any thread stops calls that other threads are in. Safe for use by any number of
 * threads; one handle may be given to many calls, and stays cancelled once it is.
 */
public final class Cancellation {
    /** The actions stand in a ring, in their order, between this one and itself; it is the lock. */
    private final Action ring = new Action(() -> {});

    private boolean cancelled;

    /** A handle that nobody has cancelled yet. */
    public Cancellation() {}

    /**
     * Stops every call that has this handle, now and later. A second time does nothing.
     *
     * <p>All actions are run, also where one of them throws; what the first one threw is thrown.
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
            // It is the same one, or there is no room to note it: the other actions still run.
        }
    }

    /** An action may throw what it does not declare; it stays what it is. */
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
     * Has an action run when this is cancelled: once, on the cancelling thread, or at once if it
     * already is.
     *
     * @return takes the action back; to be closed when the call is over
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
     * Linked to its neighbours, so that each of many calls with one handle comes and goes cheaply.
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

    /** An action that waits for a cancellation. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Takes the action back. */
        @Override
        void close();
    }
}
