package dev.outcrop.internal.retry;

import dev.outcrop.error.BedrockException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Retries;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Retries calls, all of them with one budget. Safe for any number of threads. */
public final class Retrier {
    final Sleeper pause;
    final RandomGenerator random;
    final LongSupplier nanoTime;
    final RetryBudget budget = new RetryBudget();

    /**
     * @param random returns numbers from 0 to 1; used by any number of threads
     * @param nanoTime the time, in nanoseconds from any origin
     */
    public Retrier(Sleeper pause, RandomGenerator random, LongSupplier nanoTime) {
        this.pause = pause;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** Returns the attempts of one call. */
    public RetryAttempts attempts(Retries policy, Cancellation cancellation) {
        return new RetryAttempts(this, policy, cancellation);
    }

    /** One attempt of a call. */
    @FunctionalInterface
    public interface Try<T> {
        T make();
    }

    /** Called for each failure that is followed by another attempt. */
    @FunctionalInterface
    public interface Listener {
        void retrying(int nextAttempt, Duration wait, BedrockException failure);
    }

    /**
     * Makes attempts until one succeeds or no more are allowed.
     *
     * @throws BedrockException the last failure, with the number of attempts
     */
    public <T> T call(RetryAttempts attempts, Listener listener, Try<T> each) {
        while (true) {
            try {
                T result = each.make();
                attempts.succeeded();
                return result;
            } catch (BedrockException failure) {
                Duration wait = attempts.failed(failure);
                listener.retrying(attempts.number() + 1, wait, failure);
                attempts.pause(wait);
            }
        }
    }
}
