package dev.outcrop.policy;

import dev.outcrop.internal.Durations;

import java.time.Duration;

/**
 * How often a call is tried, and how long is waited in between. Only failures before the first
 * delta are tried again; what was delivered is never sent for a second time, unless {@link
 * #restart} says so.
 *
 * <p>Waits are random, from nothing up to {@code base} times two for each try before, at most
 * {@code longest}. All calls of a {@code Bedrock} share one budget, so that a service in trouble is
 * not asked ever more often. What is longer than a hundred years counts as a hundred years; waits
 * may be nothing, but not negative.
 *
 * @param attempts how often a call is sent at most, the first time included
 * @param within no try begins later than this after the first one began
 * @param base for connections that broke and servers that failed
 * @param throttleBase for throttling: quotas refill by the minute, not by the second
 * @param longest longest wait between two tries
 * @param restart whether a stream that broke off after its first delta begins anew; it then gives a
 *     {@code Restarted} event, which takes back all that came before
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
    /** 5 tries within 5 minutes. */
    public static final Retries DEFAULT =
            new Retries(
                    5,
                    Duration.ofMinutes(5),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    false);

    /** One try. */
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
