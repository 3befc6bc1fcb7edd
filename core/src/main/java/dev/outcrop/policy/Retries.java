package dev.outcrop.policy;

import dev.outcrop.internal.Durations;

import java.time.Duration;

/**
 * How often a call is tried, and how long to wait in between. Only failures before the first delta
 * are retried; a request whose answer has begun is never sent again, unless {@link #restart} is
 * set.
 *
 * <p>Waits are random, from zero up to {@code base}, doubled for each earlier attempt, at most
 * {@code longest}. All calls of a {@code Bedrock} share one retry budget, so that retries do not
 * overload a failing service. Durations over a hundred years count as a hundred years; waits may be
 * zero, but not negative.
 *
 * @param attempts how often a call is sent at most, the first time included
 * @param within no attempt begins later than this after the first one began
 * @param base for broken connections and server errors
 * @param throttleBase for throttling: quotas refill by the minute, not by the second
 * @param longest longest wait between two attempts
 * @param restart whether a stream that broke off after its first delta is restarted; it then emits
 *     a {@code Restarted} event, which revokes everything before it
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS's
 *     retry behaviour</a>
 */
public record Retries(
        int attempts,
        Duration within,
        Duration base,
        Duration throttleBase,
        Duration longest,
        boolean restart) {
    /** 5 attempts within 5 minutes. */
    public static final Retries DEFAULT =
            new Retries(
                    5,
                    Duration.ofMinutes(5),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    false);

    /** One attempt. */
    public static final Retries NONE = DEFAULT.withAttempts(1);

    public Retries {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
        within = Durations.positive(within, "within");
        base = Durations.notNegative(base, "base");
        throttleBase = Durations.notNegative(throttleBase, "throttleBase");
        longest = Durations.notNegative(longest, "longest");
    }

    public Retries withAttempts(int attempts) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }

    public Retries withWithin(Duration within) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }

    public Retries withBase(Duration base) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }

    public Retries withThrottleBase(Duration throttleBase) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }

    public Retries withLongest(Duration longest) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }

    public Retries withRestart(boolean restart) {
        return new Retries(attempts, within, base, throttleBase, longest, restart);
    }
}
