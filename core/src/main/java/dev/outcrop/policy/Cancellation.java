package dev.outcrop.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A handle by which any thread stops calls that other threads are in. Safe for use by any number of
 * threads; one handle may be given to many calls, and stays cancelled once it is.
 */
public final class Cancellation {
    private final Set<Action> actions = new LinkedHashSet<>();
    private boolean cancelled;

    /** A handle that nobody has cancelled yet. */
    public Cancellation() {}

    /**
     * Stops every call that has this handle, now and later. A second time does nothing.
     *
     * <p>All actions are run, also where one of them throws; what the first one threw is thrown.
     */
    public void cancel() {
        List<Action> due;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        RuntimeException thrown = null;
        for (Action action : due) {
            try {
                action.what.run();
            } catch (RuntimeException e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    thrown.addSuppressed(e);
                }
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    public boolean isCancelled() {
        synchronized (actions) {
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
        synchronized (actions) {
            if (!cancelled) {
                var waiting = new Action(action);
                actions.add(waiting);
                return () -> {
                    synchronized (actions) {
                        actions.remove(waiting);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Known by identity: the same thing may have to be done for two calls. */
    private static final class Action {
        final Runnable what;

        Action(Runnable what) {
            this.what = what;
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
