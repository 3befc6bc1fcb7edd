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

/** The tries of one call. For one thread. */
public final class RetryAttempts {
    /** How far AWS's own advice may lengthen a wait. */
    private static final Duration ADVICE = Duration.ofSeconds(5);

    /** Credentials, and the clock. */
    private static final int FREE = 2;

    private final Retrier retrier;
    private final Retries policy;
    private final Cancellation cancellation;
    private final long began;

    /** What has been put right already; for a second time, none of it is sent again for free. */
    private final Set<String> putRight = new HashSet<>();

    private int number = 1;
    private int taken;

    RetryAttempts(Retrier retrier, Retries policy, Cancellation cancellation) {
        this.retrier = retrier;
        this.policy = policy;
        this.cancellation = cancellation;
        this.began = retrier.nanoTime.getAsLong();
    }

    /** The number of the try that is under way, from 1. */
    public int number() {
        return number;
    }

    /** The try went well. */
    public void succeeded() {
        retrier.budget.success(taken);
        taken = 0;
    }

    /**
     * The try failed; the next one is to be made.
     *
     * @return how long to wait before it
     * @throws BedrockException the failure, with the number of tries, if no more are to be made
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

    /** Not counted and not paid for, but once for each thing that can be wrong. */
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
     * Waits before the next try, which then begins.
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
        // A name that does not resolve will hardly do so soon, but name servers stumble.
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

    /** Quotas refill by the minute, and a model that is loaded first takes as long. */
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
