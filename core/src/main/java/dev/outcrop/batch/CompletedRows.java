package dev.outcrop.batch;

import dev.outcrop.policy.CallContext;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a batch as they are completed. Read by one thread. */
final class CompletedRows<R> extends AbstractSpliterator<Batch.Row<R>> {
    private static final int LEAST_CAPACITY = 64;

    /** How a row, or the end, waits to be read. */
    private record Slot<R>(Batch.@Nullable Row<R> row) {}

    private final BlockingQueue<Slot<R>> queue;
    private volatile boolean closed;
    private boolean interrupted;
    private boolean over;
    private @Nullable BatchExecution<?, R> batch;

    private CompletedRows(BatchSettings settings) {
        super(Long.MAX_VALUE, Spliterator.NONNULL);
        queue = new ArrayBlockingQueue<>(Math.max(LEAST_CAPACITY, settings.maxActive()));
    }

    static <T, R> Stream<Batch.Row<R>> of(
            Iterable<T> inputs,
            BiFunction<? super T, CallContext, ? extends R> call,
            BatchSettings settings) {
        var rows = new CompletedRows<R>(settings);
        long total = inputs instanceof java.util.Collection<?> all ? all.size() : -1;
        var batch =
                new BatchExecution<T, R>(
                        inputs,
                        total,
                        call,
                        row -> rows.put(new Slot<>(row)),
                        () -> rows.put(new Slot<>(null)),
                        settings);
        rows.batch = batch;
        batch.start();
        return StreamSupport.stream(rows, false).onClose(rows::close);
    }

    /** Waits for space even if the worker was interrupted: the row has been paid for. */
    private void put(Slot<R> slot) {
        boolean wasInterrupted = false;
        while (!closed) {
            try {
                queue.put(slot);
                break;
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        closed = true;
        Objects.requireNonNull(batch).cancel();
        queue.clear(); // frees workers that wait for space
    }

    @Override
    public boolean tryAdvance(Consumer<? super Batch.Row<R>> action) {
        if (over) {
            return false;
        }
        Batch.Row<R> row = take().row();
        if (row != null) {
            action.accept(row);
            return true;
        }
        over = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable broken = Objects.requireNonNull(batch).failure();
        if (broken != null) {
            throw RowList.unchecked(broken);
        }
        return false;
    }

    /** An interrupt cancels the batch; what is done is still returned. */
    private Slot<R> take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                interrupted = true;
                Objects.requireNonNull(batch).cancel();
            }
        }
    }
}
