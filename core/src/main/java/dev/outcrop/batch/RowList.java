package dev.outcrop.batch;

import dev.outcrop.policy.CallContext;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Runs a batch to its end, and returns the rows in the order of the inputs. */
final class RowList {
    private RowList() {}

    static <T, R> List<Batch.Row<R>> of(
            List<T> inputs,
            BiFunction<? super T, CallContext, ? extends R> call,
            BiConsumer<Integer, BatchResult<R>> heard,
            BatchSettings settings) {
        List<T> copy = whole(inputs);
        var rows = new ArrayList<Batch.@Nullable Row<R>>(Collections.nCopies(copy.size(), null));
        var batch =
                new BatchExecution<T, R>(
                        copy,
                        copy.size(),
                        call,
                        row -> {
                            synchronized (rows) {
                                rows.set((int) row.index(), row);
                            }
                            heard.accept((int) row.index(), row.result());
                        },
                        () -> {},
                        settings);
        batch.start();
        if (batch.await()) {
            Thread.currentThread().interrupt();
        }
        if (batch.broken() != null) {
            throw unchecked(batch.broken());
        }
        return complete(rows, batch);
    }

    private static <R> List<Batch.Row<R>> complete(
            List<Batch.@Nullable Row<R>> rows, BatchExecution<?, R> batch) {
        var all = new ArrayList<Batch.Row<R>>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Batch.Row<R> row;
            synchronized (rows) {
                row = rows.get(i);
            }
            if (row == null) {
                row = batch.notBegun(i);
                batch.tell(row);
            }
            all.add(row);
        }
        return all;
    }

    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e
                ? e
                : new UndeclaredThrowableException(thrown, "the inputs of the batch failed");
    }

    private static <T> List<T> whole(List<T> inputs) {
        var copy = new ArrayList<T>(inputs);
        int missing = copy.indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException("input " + missing + " of the batch is null");
        }
        return copy;
    }
}
