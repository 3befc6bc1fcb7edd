package dev.outcrop.batch;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.limit.CallWindow;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One running batch: workers that take one input after the other until there are no more. */
final class BatchExecution<T, R> {
    private final List<T> inputs;
    private final Function<? super T, ? extends R> call;
    private final BiConsumer<Integer, BatchResult<R>> heard;
    private final Batch how;
    private final @Nullable CallWindow rate;
    private final AtomicInteger next = new AtomicInteger();

    /** Not a monitor, because the listener may take long. */
    private final ReentrantLock telling = new ReentrantLock();

    private final Cancellation stopped = new Cancellation();
    private final List<@Nullable BatchResult<R>> outcomes; // guarded by itself
    private final Queue<Throwable> missed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean deaf = new AtomicBoolean();

    BatchExecution(
            List<T> inputs,
            Function<? super T, ? extends R> call,
            BiConsumer<Integer, BatchResult<R>> heard,
            Batch how) {
        this.inputs = whole(inputs);
        this.call = call;
        this.heard = heard;
        this.how = how;
        outcomes = new ArrayList<>(Collections.nCopies(inputs.size(), null));
        rate = how.requestsPerMinute() == 0 ? null : new CallWindow(how.requestsPerMinute());
    }

    private static <T> List<T> whole(List<T> inputs) {
        var copy = new ArrayList<T>(inputs);
        int missing = copy.indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException("input " + missing + " of the batch is null");
        }
        return copy;
    }

    List<BatchResult<R>> outcomes() {
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < Math.min(how.maxActive(), inputs.size()); i++) {
            Runnable worker = new ContextCarrier(how.context()).carrying(this::work, missed::add);
            workers.add(Thread.ofVirtual().name("outcrop-batch-" + i).unstarted(worker));
        }
        workers.forEach(Thread::start); // unless the wrapper threw
        if (awaitAll(workers)) {
            Thread.currentThread().interrupt();
        }
        var all = new ArrayList<BatchResult<R>>(inputs.size());
        synchronized (outcomes) {
            outcomes.forEach(outcome -> all.add(outcome == null ? notBegun() : outcome));
        }
        return all;
    }

    /** No worker ran, because the context of the threads could not be set up. */
    private BatchResult<R> notBegun() {
        return new BatchResult.Failed<>(
                new IllegalStateException(
                        "the context wrapper failed, and the call was not begun", missed.peek()));
    }

    /** Whether the waiting thread was interrupted; the workers are then interrupted, too. */
    private boolean awaitAll(List<Thread> workers) {
        boolean interrupted = false;
        for (int i = 0; i < workers.size(); ) {
            try {
                workers.get(i).join();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
                stopped.cancel();
                workers.forEach(Thread::interrupt);
            }
        }
        return interrupted;
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < inputs.size(); i = next.getAndIncrement()) {
            BatchResult<R> outcome = outcome(inputs.get(i));
            if (how.stopping() && !outcome.isDone()) {
                stopped.cancel();
            }
            try {
                tell(i, outcome);
            } catch (Throwable e) {
                report(e);
            }
        }
    }

    private BatchResult<R> outcome(T input) {
        if (stopped.isCancelled()) {
            return new BatchResult.Failed<>(
                    new CancelledException(
                            "the batch was stopped before this call began", ErrorDetails.NONE));
        }
        try {
            awaitTurn();
            R value = call.apply(input);
            Objects.requireNonNull(value, "the function of the batch returned null");
            return new BatchResult.Done<>(value);
        } catch (RuntimeException e) {
            return new BatchResult.Failed<>(e);
        } catch (Throwable e) { // an Error, or an undeclared exception
            return new BatchResult.Failed<>(
                    new UndeclaredThrowableException(e, "the function of the batch failed"));
        }
    }

    private void awaitTurn() {
        if (rate == null) {
            return;
        }
        long wait;
        synchronized (rate) {
            long now = how.nanoTime().getAsLong();
            wait = rate.until(now);
            rate.begin(now + wait);
        }
        if (wait > 0) {
            how.pause().sleep(Duration.ofNanos(wait), stopped);
        }
    }

    private void tell(int index, BatchResult<R> outcome) {
        telling.lock();
        try {
            synchronized (outcomes) {
                outcomes.set(index, outcome);
            }
            heard.accept(index, outcome);
        } finally {
            telling.unlock();
        }
    }

    /** Ignores what the listener throws; the first is logged. */
    private void report(Throwable thrown) {
        if (!deaf.compareAndSet(false, true)) {
            return;
        }
        try {
            System.getLogger(Batch.class.getName())
                    .log(Level.WARNING, "the listener of a batch failed", thrown);
        } catch (Throwable e) {
            // Out of memory, or the program's logger is broken: the results are kept in any case.
        }
    }
}
