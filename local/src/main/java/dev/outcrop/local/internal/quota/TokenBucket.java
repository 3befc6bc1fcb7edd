package dev.outcrop.local.internal.quota;

import java.time.Duration;
import java.time.Instant;

/** A token bucket that refills within a minute and can be overdrawn. For one thread at a time. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long capacity;
    private double left;
    private Instant at;

    TokenBucket(long capacity, Instant now) {
        this.capacity = capacity;
        this.left = capacity;
        this.at = now;
    }

    boolean has(long amount, Instant now) {
        refill(now);
        return capacity == Long.MAX_VALUE || left >= (double) amount;
    }

    void take(long amount) {
        left -= amount;
    }

    void giveBack(long amount) {
        left = Math.min((double) capacity, left + amount);
    }

    private void refill(Instant now) {
        if (now.isAfter(at)) {
            Duration passed = Duration.between(at, now);
            double seconds = passed.toSeconds() + passed.toNanosPart() / NANOS_PER_SECOND;
            left = Math.min((double) capacity, left + seconds / 60 * capacity);
            at = now;
        }
    }
}
