package dev.outcrop.internal.retry;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ErrorDetails.RetryHint;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Retries;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The attempts of one call. For one thread. */
public final class RetryAttempts {
    /** The maximum by which AWS's own advice may lengthen a wait. */
    private static final Duration ADVICE = Duration.ofSeconds(5);

    /** Credentials, and the clock. */
    private static final int FREE = 2;

    private final Retrier retrier;
    private final Retries policy;
    private final Cancellation cancellation;
    private final long began;

    /** The causes that have been corrected; each allows only one free retry. */
    private final Set<String> putRight = new HashSet<>();

    private int number = 1;
    private int taken;

    RetryAttempts(Retrier retrier, Retries policy, Cancellation cancellation) {
        this.retrier = retrier;
        this.policy = policy;
        this.cancellation = cancellation;
        this.began = retrier.nanoTime.getAsLong();
    }

    /** Returns the number of the current attempt, from 1. */
    public int number() {
        return number;
    }

    /** Records that the attempt succeeded. */
    public void succeeded() {
        retrier.budget.success(taken);
        taken = 0;
    }

    /**
     * Records that the attempt failed, and that the next one will be made.
     *
     * @return how long to wait before it
     * @throws BedrockException the failure, with the number of attempts, if no more are allowed
     */
    public Duration failed(BedrockException failure) {
        RetryHint hint = failure.details().retryHint();
        if (hint != null && hint.isFree()) {
            return forFree(failure);
        }
        Duration wait = wait(failure);
        boolean last =
                !failure.isRetryable()
                        || counted() >= limit(failure)
                        || cancellation.isCancelled()
                        || passed().plus(wait).compareTo(policy.within()) > 0;
        int cost = last ? 0 : retrier.budget.take(isThrottled(failure));
        if (cost == 0) {
            throw failure.with(failure.details().withAttempts(number));
        }
        taken = cost;
        return wait;
    }

    /** A retry that is not counted and takes nothing from the budget, once for each cause. */
    private Duration forFree(BedrockException failure) {
        String code = String.valueOf(failure.details().code());
        if (cancellation.isCancelled() || putRight.size() == FREE || !putRight.add(code)) {
            ErrorDetails again = failure.details().withRetryable(false).withRetryHint(null);
            throw failure.with(again.withAttempts(number));
        }
        return Duration.ZERO;
    }

    private int counted() {
        return number - putRight.size();
    }

    /**
     * Waits before the next attempt, which then begins.
     *
     * @throws CancelledException at once when the call is cancelled or the thread interrupted
     */
    public void pause(Duration wait) {
        try {
            retrier.pause.sleep(wait, cancellation);
        } catch (CancelledException e) {
            throw e.with(e.details().withAttempts(number));
        }
        number++;
    }

    private Duration passed() {
        return Duration.ofNanos(retrier.nanoTime.getAsLong() - began);
    }

    private int limit(BedrockException failure) {
        // A name that does not resolve is unlikely to do so soon, but name servers have brief
        // failures.
        return failure.getCause() instanceof UnknownHostException
                ? Math.min(2, policy.attempts())
                : policy.attempts();
    }

    private Duration wait(BedrockException failure) {
        Duration base = isSlow(failure) ? policy.throttleBase() : policy.base();
        double ceiling =
                Math.min(
                        (double) base.toNanos() * Math.pow(2, counted() - 1),
                        (double) policy.longest().toNanos());
        Duration wait = Duration.ofNanos((long) (retrier.random.nextDouble() * ceiling));
        RetryHint hint = failure.details().retryHint();
        if (hint == null || hint.after().compareTo(wait) < 0) {
            return wait;
        }
        return hint.isFirm() ? hint.after() : shorter(hint.after(), wait.plus(ADVICE));
    }

    /** Quotas refill by the minute, and a model that must be loaded takes as long. */
    private static boolean isSlow(BedrockException failure) {
        return isThrottled(failure) || "ModelNotReadyException".equals(failure.details().code());
    }

    private static boolean isThrottled(BedrockException failure) {
        return failure instanceof ThrottledException;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
