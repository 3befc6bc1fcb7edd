package dev.outcrop.batch;

import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.RateLimits;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The settings of a batch.
 *
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute 0 for no limit
 * @param observers create an observer of the progress for each run
 */
record BatchSettings(
        int maxActive,
        int requestsPerMinute,
        long tokensPerMinute,
        boolean adaptive,
        Batch.OnError onError,
        List<Supplier<Consumer<Batch.Progress>>> observers,
        UnaryOperator<Runnable> context,
        Sleeper pause,
        LongSupplier nanoTime) {
    static final BatchSettings DEFAULT =
            new BatchSettings(
                    10,
                    0,
                    0,
                    false,
                    Batch.OnError.CONTINUE,
                    List.of(),
                    UnaryOperator.identity(),
                    Sleeper.REAL,
                    System::nanoTime);

    /** The limits that calls wait for; the workers limit those at once. */
    RateLimits limits() {
        return RateLimits.NONE
                .withRequestsPerMinute(requestsPerMinute)
                .withTokensPerMinute(tokensPerMinute)
                .withConcurrentCalls(adaptive ? maxActive : 0)
                .withAdaptive(adaptive);
    }

    BatchSettings withMaxActive(int calls) {
        return new BatchSettings(
                calls,
                requestsPerMinute,
                tokensPerMinute,
                adaptive,
                onError,
                observers,
                context,
                pause,
                nanoTime);
    }

    BatchSettings withRequestsPerMinute(int calls) {
        return new BatchSettings(
                maxActive,
                calls,
                tokensPerMinute,
                adaptive,
                onError,
                observers,
                context,
                pause,
                nanoTime);
    }

    BatchSettings withTokensPerMinute(long tokens) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokens,
                adaptive,
                onError,
                observers,
                context,
                pause,
                nanoTime);
    }

    BatchSettings withAdaptive(boolean searches) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokensPerMinute,
                searches,
                onError,
                observers,
                context,
                pause,
                nanoTime);
    }

    BatchSettings withOnError(Batch.OnError reaction) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokensPerMinute,
                adaptive,
                reaction,
                observers,
                context,
                pause,
                nanoTime);
    }

    BatchSettings withObservers(List<Supplier<Consumer<Batch.Progress>>> all) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokensPerMinute,
                adaptive,
                onError,
                List.copyOf(all),
                context,
                pause,
                nanoTime);
    }

    BatchSettings withContext(UnaryOperator<Runnable> wrapper) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokensPerMinute,
                adaptive,
                onError,
                observers,
                wrapper,
                pause,
                nanoTime);
    }

    BatchSettings with(Sleeper sleeper, LongSupplier time) {
        return new BatchSettings(
                maxActive,
                requestsPerMinute,
                tokensPerMinute,
                adaptive,
                onError,
                observers,
                context,
                sleeper,
                time);
    }
}
