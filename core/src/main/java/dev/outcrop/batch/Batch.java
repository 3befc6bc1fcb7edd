package dev.outcrop.batch;

import dev.outcrop.internal.retry.Sleeper;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Settings for many calls that run together: on virtual threads, several at a time, each
 * independent of the others. Immutable.
 *
 * <pre>{@code
 * Batch how = Batch.DEFAULT.withMaxActive(10).withRequestsPerMinute(500);
 * List<BatchResult<Reply>> all = model.batch(prompts, how);
 * List<BatchResult<Reply>> too = Batch.DEFAULT.run(values, template.then(model::invoke));
 * }</pre>
 */
public final class Batch {
    /**
     * Returns the default: ten calls at a time, no limit per minute, failures do not stop the
     * batch.
     */
    public static final Batch DEFAULT =
            new Batch(10, 0, false, UnaryOperator.identity(), Sleeper.REAL, System::nanoTime);

    private final int maxActive;
    private final int requestsPerMinute;
    private final boolean stopping;
    private final UnaryOperator<Runnable> context;
    private final Sleeper pause;
    private final LongSupplier nanoTime;

    Batch(
            int maxActive,
            int requestsPerMinute,
            boolean stopping,
            UnaryOperator<Runnable> context,
            Sleeper pause,
            LongSupplier nanoTime) {
        this.maxActive = maxActive;
        this.requestsPerMinute = requestsPerMinute;
        this.stopping = stopping;
        this.context = context;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /**
     * Sets how many calls may be in progress at a time.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withMaxActive(int calls) {
        return new Batch(atLeastOne(calls), requestsPerMinute, stopping, context, pause, nanoTime);
    }

    /**
     * Sets how many calls may begin in any 60 seconds; retries of a call do not count. They may all
     * begin at once; the next ones then wait for the rest of the 60 seconds.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withRequestsPerMinute(int calls) {
        return new Batch(maxActive, atLeastOne(calls), stopping, context, pause, nanoTime);
    }

    /**
     * Sets whether no further calls begin once one has failed; calls in progress continue to their
     * end.
     */
    public Batch withStopAtFailure(boolean stop) {
        return new Batch(maxActive, requestsPerMinute, stop, context, pause, nanoTime);
    }

    /**
     * Sets how the context of the thread that runs the batch, such as thread locals, reaches the
     * threads of the calls; see {@code Bedrock.Builder.contextPropagation}. {@code model.batch}
     * uses that of its client.
     *
     * @param wrapper called on the thread that runs the batch; returns a task that runs the given
     *     one with that context
     */
    public Batch withContext(UnaryOperator<Runnable> wrapper) {
        return new Batch(
                maxActive,
                requestsPerMinute,
                stopping,
                Objects.requireNonNull(wrapper, "wrapper"),
                pause,
                nanoTime);
    }

    /**
     * Runs the function for each input, and waits for all. If the waiting thread is interrupted,
     * the calls in progress are stopped, and the thread stays interrupted. What the function throws
     * is the failure of that call only; anything but a {@code RuntimeException} becomes the cause
     * of one. The function must not return null.
     *
     * @return the result of each call, in the order of the inputs
     * @throws NullPointerException if an input is null; the message says which
     */
    public <T, R> List<BatchResult<R>> run(List<T> inputs, Function<? super T, ? extends R> call) {
        return run(inputs, call, (index, outcome) -> {});
    }

    /**
     * Runs the function for each input, and waits for all.
     *
     * @param heard called at the end of each call, one at a time, with the index of its input,
     *     before another call begins in its place; what it throws is ignored, and the first is
     *     logged to {@code dev.outcrop.Batch}
     * @return the result of each call, in the order of the inputs
     * @throws NullPointerException if an input is null; the message says which
     */
    public <T, R> List<BatchResult<R>> run(
            List<T> inputs,
            Function<? super T, ? extends R> call,
            BiConsumer<Integer, BatchResult<R>> heard) {
        return new BatchExecution<T, R>(inputs, call, heard, this).outcomes();
    }

    int maxActive() {
        return maxActive;
    }

    /** 0 for no limit. */
    int requestsPerMinute() {
        return requestsPerMinute;
    }

    boolean stopping() {
        return stopping;
    }

    UnaryOperator<Runnable> context() {
        return context;
    }

    Sleeper pause() {
        return pause;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    private static int atLeastOne(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException(
                    "the number of calls at once must be at least 1: " + calls);
        }
        return calls;
    }
}
