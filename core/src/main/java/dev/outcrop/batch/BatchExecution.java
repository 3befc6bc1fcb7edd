package dev.outcrop.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One running batch: workers that take one input after the other until there are no more. */
final class BatchExecution<T, R> {
    private final BatchInputs<T> inputs;
    private final BiFunction<? super T, CallContext, ? extends R> call;
    private final Consumer<Batch.Row<R>> sink;
    private final Runnable end;
    private final BatchSettings settings;
    private final Pace pace;
    private final Tally tally;

    /** Not a monitor, because the listeners may take long. */
    private final ReentrantLock telling = new ReentrantLock();

    private final List<Thread> workers = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final Cancellation stopped = new Cancellation();

    /** What broke the batch as a whole. */
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    private volatile @Nullable Throwable missed;

    /**
     * @param total -1 if it is not known
     * @param sink called with each row, one at a time
     * @param end called once when all workers have ended
     */
    BatchExecution(
            Iterable<? extends T> inputs,
            long total,
            BiFunction<? super T, CallContext, ? extends R> call,
            Consumer<Batch.Row<R>> sink,
            Runnable end,
            BatchSettings settings) {
        this.inputs = new BatchInputs<>(inputs);
        this.call = call;
        this.sink = sink;
        this.end = end;
        this.settings = settings;
        pace = new Pace(settings);
        tally = new Tally(settings, total);
        int count = total < 0 ? settings.maxActive() : (int) Math.min(settings.maxActive(), total);
        running.set(count);
        var carrier = new ContextCarrier(settings.context());
        for (int i = 0; i < count; i++) {
            workers.add(Thread.ofVirtual().name("outcrop-batch-" + i).unstarted(worker(carrier)));
        }
    }

    private Runnable worker(ContextCarrier carrier) {
        var ended = new AtomicBoolean();
        return carrier.carrying(
                () -> {
                    try {
                        work();
                    } finally {
                        ended(ended);
                    }
                },
                thrown -> {
                    missed = thrown;
                    ended(ended);
                });
    }

    private void ended(AtomicBoolean ended) {
        if (ended.compareAndSet(false, true) && running.decrementAndGet() == 0) {
            end.run();
        }
    }

    /** Starts the workers. */
    void start() {
        if (workers.isEmpty()) {
            end.run();
        }
        workers.forEach(Thread::start);
    }

    /** Begins no further calls, and interrupts those in progress. */
    void cancel() {
        stopped.cancel();
        workers.forEach(Thread::interrupt);
    }

    /**
     * Waits for the workers; if interrupted, cancels.
     *
     * @return whether the waiting thread was interrupted
     */
    boolean await() {
        boolean interrupted = false;
        for (int i = 0; i < workers.size(); ) {
            try {
                workers.get(i).join();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
        return interrupted;
    }

    /** What broke the batch as a whole; null if nothing did. */
    @Nullable Throwable broken() {
        return broken.get();
    }

    /** What broke the batch as a whole, or kept its workers from starting. */
    @Nullable Throwable failure() {
        Throwable why = broken.get();
        return why != null || missed == null ? why : notBegunFailure();
    }

    /** The row of an input whose call did not begin. */
    Batch.Row<R> notBegun(long index) {
        return new Batch.Row<>(
                index,
                new BatchResult.Failed<>(notBegunFailure()),
                Usage.NONE,
                Cost.NONE,
                Duration.ZERO);
    }

    private RuntimeException notBegunFailure() {
        Throwable why = missed;
        return why != null && !stopped.isCancelled()
                ? new IllegalStateException(
                        "the context wrapper failed, and the call was not begun", why)
                : new CancelledException(
                        "the batch was stopped before this call began", ErrorDetails.NONE);
    }

    private void work() {
        while (!stopped.isCancelled()) {
            BatchInputs.Input<T> input = next();
            if (input == null) {
                return;
            }
            Batch.Row<R> row = row(input);
            if (row != null) {
                tell(row);
            }
        }
    }

    private BatchInputs.@Nullable Input<T> next() {
        try {
            return inputs.next();
        } catch (Throwable e) { // of the caller's iterator
            broken.compareAndSet(null, e);
            return null;
        }
    }

    /** Calls the function; null if the input was put back. */
    private Batch.@Nullable Row<R> row(BatchInputs.Input<T> input) {
        RateLimiter.Turn turn;
        try {
            turn = pace.await(stopped);
        } catch (CancelledException e) {
            return new Batch.Row<>(
                    input.index(),
                    new BatchResult.Failed<>(e),
                    Usage.NONE,
                    Cost.NONE,
                    Duration.ZERO);
        }
        var meter = new RowMeter(turn);
        long began = settings.nanoTime().getAsLong();
        active.incrementAndGet();
        BatchResult<R> result = result(input.value(), meter);
        active.decrementAndGet();
        pace.end(turn, meter.usage());
        if (settings.adaptive() && isThrottled(result) && !stopped.isCancelled()) {
            if (inputs.putBack(input)) {
                return null;
            }
        } else {
            inputs.accepted();
        }
        Duration took = Duration.ofNanos(settings.nanoTime().getAsLong() - began);
        return new Batch.Row<>(input.index(), result, meter.usage(), meter.cost(), took);
    }

    private static boolean isThrottled(BatchResult<?> result) {
        return result instanceof BatchResult.Failed<?>(RuntimeException failure)
                && failure instanceof ThrottledException;
    }

    private BatchResult<R> result(T input, RowMeter meter) {
        try {
            R value = call.apply(input, new CallContext(Map.of(), Map.of(), List.of(meter)));
            Objects.requireNonNull(value, "the function of the batch returned null");
            return new BatchResult.Done<>(value);
        } catch (RuntimeException e) {
            return new BatchResult.Failed<>(e);
        } catch (Throwable e) { // an Error, or an undeclared exception
            return new BatchResult.Failed<>(
                    new UndeclaredThrowableException(e, "the function of the batch failed"));
        }
    }

    /** Passes a row on, and stops the batch if its failure is to do so. */
    void tell(Batch.Row<R> row) {
        if (row.result() instanceof BatchResult.Failed<R>(RuntimeException failure)) {
            switch (settings.onError()) {
                case CONTINUE -> {}
                case RETURN -> stopped.cancel();
                case STOP -> {
                    if (!stopped.isCancelled() && broken.compareAndSet(null, failure)) {
                        cancel();
                    }
                }
            }
        }
        telling.lock();
        try {
            tally.tell(() -> sink.accept(row));
            tally.add(row, active.get());
        } finally {
            telling.unlock();
        }
    }
}
