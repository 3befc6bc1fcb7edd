package dev.outcrop.internal;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Carries the context of a thread, such as thread locals, to a task on another thread. As
 * thread-safe as the function.
 *
 * @param wrapper called on the thread whose context is carried; returns a task that runs the given
 *     one with it
 */
public record ContextCarrier(UnaryOperator<Runnable> wrapper) {
    /** Carries nothing. */
    public static final ContextCarrier NONE = new ContextCarrier(UnaryOperator.identity());

    /** Whether nothing is carried. */
    public boolean isNone() {
        return wrapper.equals(NONE.wrapper); // equals() of a record costs a cold start 8 ms
    }

    /**
     * Returns a task for another thread, with the context of this one.
     *
     * @param missed called on that thread if the wrapper fails or does not run the task. It may be
     *     called after the task has run, too, if the wrapper then fails
     * @throws RuntimeException that the wrapper throws on this thread
     */
    @SuppressWarnings("ReferenceEquality") // the wrapper did nothing
    public Runnable carrying(Runnable task, Consumer<Throwable> missed) {
        Runnable carried = wrapper.apply(task);
        if (carried == task) {
            return task;
        }
        if (carried == null) {
            throw new IllegalStateException("the context wrapper must return a task");
        }
        return () -> {
            try {
                carried.run();
                missed.accept(
                        new IllegalStateException("the context wrapper did not run its task"));
            } catch (Throwable e) {
                missed.accept(e);
            }
        };
    }
}
