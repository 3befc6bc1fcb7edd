package dev.outcrop.internal.tool;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for tools that return a future. */
final class FutureResults {
    private FutureResults() {}

    static @Nullable Object value(Callable<? extends @Nullable Object> task) throws Exception {
        Object value = task.call();
        while (value instanceof CompletionStage<?> || value instanceof Future<?>) {
            value = get(value);
        }
        return value;
    }

    private static @Nullable Object get(Object later) throws Exception {
        try {
            return later instanceof CompletionStage<?> stage
                    ? stage.toCompletableFuture().get()
                    : ((Future<?>) later).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
