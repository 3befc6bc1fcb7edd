package dev.outcrop.batch;

import dev.outcrop.internal.retry.Sleeper;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How many calls are made together: on virtual threads, several at a time, each as if it were made
 * alone. Immutable.
 *
 * <pre>{@code
 * Batch how = Batch.DEFAULT.withMaxActive(10).withRequestsPerMinute(500);
 * List<BatchResult<Reply>> all = model.batch(prompts, how);
 * List<BatchResult<Reply>> too = Batch.DEFAULT.run(values, template.then(model));
 * }</pre>
 */
public final class Batch {
    /** Ten at a time, as many a minute as there can be, and all of them whatever fails. */
    public static final Batch DEFAULT = new Batch(10, 0, false, Sleeper.REAL, System::nanoTime);

    private final int maxActive;
    private final int requestsPerMinute;
    private final boolean stopping;
    private final Sleeper pause;
    private final LongSupplier nanoTime;

    Batch(
            int maxActive,
            int requestsPerMinute,
            boolean stopping,
            Sleeper pause,
            LongSupplier nanoTime) {
        this.maxActive = maxActive;
        this.requestsPerMinute = requestsPerMinute;
        this.stopping = stopping;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /**
     * How many calls may be under way at a time.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withMaxActive(int calls) {
        return new Batch(atLeastOne(calls), requestsPerMinute, stopping, pause, nanoTime);
    }

    /**
     * How many calls may begin in any 60 seconds, tries of the same call not counted. They may
     * begin all at once; the next ones then wait for the rest of the 60 seconds.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withRequestsPerMinute(int calls) {
        return new Batch(maxActive, atLeastOne(calls), stopping, pause, nanoTime);
    }

    /** Whether none is begun any more once one has failed; those under way go on to their end. */
    public Batch withStopAtFailure(boolean stop) {
        return new Batch(maxActive, requestsPerMinute, stop, pause, nanoTime);
    }

    /**
     * Calls for each input, and waits for all. A thread that is interrupted while it waits stops
     * the calls under way, and stays interrupted. Whatever the function throws is the failure of
     * that call alone; what is no {@code RuntimeException} is the cause of one. It must not return
     * null.
     *
     * @return what became of each, in the order of the inputs
     * @throws NullPointerException if an input is null; says which
     */
    public <T, R> List<BatchResult<R>> run(List<T> inputs, Function<? super T, ? extends R> call) {
        return run(inputs, call, (index, outcome) -> {});
    }

    /**
     * Calls for each input, and waits for all.
     *
     * @param heard is told of each call as it ends, one at a time, with the index of its input, and
     *     before another call begins in its place; what it throws changes nothing, and the first is
     *     logged to {@code dev.outcrop.Batch}
     * @return what became of each, in the order of the inputs
     * @throws NullPointerException if an input is null; says which
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

    Sleeper pause() {
        return pause;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    private static int atLeastOne(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("at least one call, not " + calls);
        }
        return calls;
    }
}
