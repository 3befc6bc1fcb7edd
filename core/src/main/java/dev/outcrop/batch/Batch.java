package dev.outcrop.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Settings for many calls that run together: on virtual threads, several at a time, each
 * independent of the others. Immutable.
 *
 * <pre>{@code
 * Batch how = Batch.DEFAULT.withMaxActive(50).withAdaptive(true).withProgressBar();
 * List<BatchResult<Reply>> all = model.batch(prompts, how);
 * List<BatchResult<Reply>> too = how.run(rows, template.then(model::invoke));
 * List<BatchResult<Reply>> forks = how.run(questions, question -> chat.fork().ask(question));
 * }</pre>
 */
public final class Batch {
    /**
     * Returns the default: ten calls at a time, no limit per minute, failures do not stop the
     * batch.
     */
    public static final Batch DEFAULT = new Batch(BatchSettings.DEFAULT);

    private final BatchSettings settings;

    Batch(BatchSettings settings) {
        this.settings = settings;
    }

    /** What a batch does when a call fails. */
    public enum OnError {
        /** It continues; the failure is the result of that call only. */
        CONTINUE,
        /** No further calls begin; those in progress continue to their end. */
        RETURN,
        /** Calls in progress are cancelled, and the first failure is thrown. */
        STOP
    }

    /**
     * The result of one call, with what it used.
     *
     * @param <T> the type of the value
     * @param index of its input, from 0
     * @param result its value or failure
     * @param usage the tokens of all requests for it, failed ones and those of tool rounds
     *     included, as far as Bedrock counted them
     * @param cost their cost, by the catalog's prices
     * @param took from the first request to the end, without the wait for its turn
     */
    public record Row<T>(long index, BatchResult<T> result, Usage usage, Cost cost, Duration took) {
        public Row {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(usage, "usage");
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(took, "took");
        }

        /**
         * Returns the value.
         *
         * @throws RuntimeException the failure, if the call failed
         */
        public T get() {
            return result.get();
        }
    }

    /**
     * How far a batch is.
     *
     * @param done how many calls returned a value
     * @param failed how many failed
     * @param active how many are in progress
     * @param total how many inputs there are; -1 if that is not known
     * @param elapsed the time since the batch began
     * @param usage the tokens so far
     * @param cost the cost so far
     */
    public record Progress(
            long done,
            long failed,
            int active,
            long total,
            Duration elapsed,
            Usage usage,
            Cost cost) {
        /** Returns how many calls end in a minute, failed ones included; 0 before the first. */
        public double perMinute() {
            return elapsed.isZero() ? 0 : (done + failed) * 60e9 / elapsed.toNanos();
        }

        /** Returns one line for a person: a bar, the rate, the time left and the cost. */
        @Override
        public String toString() {
            return ProgressBar.line(this);
        }

        /** Returns the estimated time to the end at this rate; zero if it is not known. */
        public Duration remaining() {
            double rate = perMinute();
            return rate == 0 || total < 0
                    ? Duration.ZERO
                    : Duration.ofMillis((long) ((total - done - failed) / rate * 60_000));
        }
    }

    /**
     * Sets how many calls may be in progress at a time.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withMaxActive(int calls) {
        return new Batch(settings.withMaxActive(atLeastOne(calls)));
    }

    /**
     * Sets how many calls may begin in any 60 seconds; retries of a call do not count. They may all
     * begin at once; the next ones then wait for the rest of the 60 seconds.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withRequestsPerMinute(int calls) {
        return new Batch(settings.withRequestsPerMinute(atLeastOne(calls)));
    }

    /**
     * Sets how many tokens calls may use in a minute. Before a call begins, the average of the
     * batch is reserved for it, at first 1,000 tokens; what it used is settled when it ends. Only
     * calls of {@code model.batch}, {@code extractAll} and {@link #asCompleted} are counted.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Batch withTokensPerMinute(long tokens) {
        return new Batch(settings.withTokensPerMinute(atLeastOne(tokens)));
    }

    /**
     * Sets whether the batch searches for the service's quota: it begins with ten calls at a time,
     * doubles that until Bedrock throttles more than a tenth, and then stays at the rate that
     * Bedrock accepts, with at most {@link #withMaxActive} calls. A throttled call is put back to
     * the end of the batch, up to 20 times. Only calls of {@code model.batch}, {@code extractAll}
     * and {@link #asCompleted} report throttling.
     */
    public Batch withAdaptive(boolean adaptive) {
        return new Batch(settings.withAdaptive(adaptive));
    }

    /** Sets what happens when a call fails; {@link OnError#CONTINUE} unless set. */
    public Batch withOnError(OnError onError) {
        return new Batch(settings.withOnError(Objects.requireNonNull(onError, "onError")));
    }

    /**
     * Adds an observer of the progress.
     *
     * @param observer called at the end of each call, one at a time; what it throws is ignored, and
     *     the first is logged to {@code dev.outcrop.Batch}
     */
    public Batch withProgress(Consumer<Progress> observer) {
        var all = new ArrayList<>(settings.observers());
        Objects.requireNonNull(observer, "observer");
        all.add(() -> observer);
        return new Batch(settings.withObservers(all));
    }

    /**
     * Adds a progress bar on {@code System.err}: what is done, the rate, the time left, and the
     * cost. If that is no terminal, it writes a line every 10 seconds, and one at the end.
     */
    public Batch withProgressBar() {
        var all = new ArrayList<>(settings.observers());
        all.add(ProgressBar::ofProcess);
        return new Batch(settings.withObservers(all));
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
        return new Batch(settings.withContext(Objects.requireNonNull(wrapper, "wrapper")));
    }

    /**
     * Runs the function for each input, and waits for all. If the waiting thread is interrupted,
     * the calls in progress are stopped, and the thread stays interrupted; what is done is
     * returned. What the function throws is the failure of that call only; anything but a {@code
     * RuntimeException} becomes the cause of one. The function must not return null.
     *
     * @return the result of each call, in the order of the inputs
     * @throws NullPointerException if an input is null; the message says which
     * @throws RuntimeException the first failure, with {@link OnError#STOP}
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
     * @throws RuntimeException the first failure, with {@link OnError#STOP}
     */
    public <T, R> List<BatchResult<R>> run(
            List<T> inputs,
            Function<? super T, ? extends R> call,
            BiConsumer<Integer, BatchResult<R>> heard) {
        return RowList.<T, R>of(
                        inputs,
                        (input, context) -> call.apply(input),
                        (index, result) -> heard.accept(index, result),
                        settings)
                .stream()
                .map(Row::result)
                .toList();
    }

    /**
     * Runs the function for each input, and waits for all, as {@link #run(List, Function)} does.
     *
     * @param call called with an input and a context: calls of a model or chat with this context
     *     are those whose usage, cost and throttling count for the row
     * @return the row of each input, in their order
     */
    public <T, R> List<Row<R>> rows(
            List<T> inputs, BiFunction<? super T, CallContext, ? extends R> call) {
        return RowList.of(inputs, call, (index, result) -> {}, settings);
    }

    /**
     * Runs the function for each input, and returns the rows as they are completed. Memory does not
     * depend on the number of inputs: they are read when a call is about to begin, and no call
     * begins while many rows wait to be read. Calls begin before the first row is read.
     *
     * <p>If the thread that reads the rows is interrupted, or with {@link OnError#RETURN} after a
     * failure, the stream ends after the calls in progress. Closing the stream cancels them.
     *
     * @param inputs read by one thread at a time; what it throws is thrown by the stream
     * @param call called with an input and a context: calls of a model or chat with this context
     *     are those whose usage, cost and throttling count for the row
     * @return a sequential stream; close it
     */
    public <T, R> Stream<Row<R>> asCompleted(
            Iterable<T> inputs, BiFunction<? super T, CallContext, ? extends R> call) {
        return CompletedRows.of(inputs, call, settings);
    }

    private static int atLeastOne(int calls) {
        return (int) atLeastOne((long) calls);
    }

    private static long atLeastOne(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("a limit must be at least 1: " + number);
        }
        return number;
    }

    /** Settings for tests: another clock. */
    Batch with(Sleeper pause, LongSupplier nanoTime) {
        return new Batch(settings.with(pause, nanoTime));
    }
}
