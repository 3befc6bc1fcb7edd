package dev.outcrop.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A handle by which any thread stops calls that other threads are in. Safe for use by any number of
 * threads; one handle may be given to many calls, and stays cancelled once it is.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** A handle that nobody has cancelled yet. */
    public Cancellation() {}

    /** Stops every call that has this handle, now and later. A second time does nothing. */
    public void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
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
                actions.add(action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** An action that waits for a cancellation. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Takes the action back. */
        @Override
        void close();
    }
}
