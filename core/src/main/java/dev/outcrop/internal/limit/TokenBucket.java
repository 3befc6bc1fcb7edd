package dev.outcrop.internal.limit;

/**
 * A token bucket that refills evenly, up to the tokens of a minute. A call that needs more waits
 * until it is full, and overdraws it: later calls wait until the deficit is refilled. Not safe for
 * several threads.
 */
final class TokenBucket {
    /** More tokens than any call needs, and few enough to be counted without rounding. */
    static final long MOST = 1L << 40;

    private static final double NANOS = 60e9;

    /** The largest rounding error, as a part of the quota: less than the tokens of a nanosecond. */
    private static final double ROUNDING = 1e-12;

    private final double capacity;
    private double left;
    private long at;

    TokenBucket(long capacity, long now) {
        this.capacity = (double) Math.min(capacity, MOST);
        this.left = this.capacity;
        this.at = now;
    }

    /**
     * Returns how many nanoseconds from now a call of this amount may begin, if no other does. A
     * call that needs none does not wait for a deficit.
     */
    long until(long amount, long now) {
        if (amount <= 0) {
            return 0;
        }
        double missing = Math.min((double) amount, capacity) - level(now);
        return missing <= capacity * ROUNDING
                ? 0
                : Math.max(1, (long) Math.ceil(missing / capacity * NANOS));
    }

    /**
     * Takes an amount, even if the bucket contains less.
     *
     * @return what was taken
     */
    long take(long amount, long now) {
        long taken = Math.clamp(amount, 0, MOST);
        left = level(now) - (double) taken;
        at = now;
        return taken;
    }

    /** Returns what was taken to the bucket. */
    void giveBack(long amount, long now) {
        left = Math.min(capacity, level(now) + (double) amount);
        at = now;
    }

    private double level(long now) {
        return Math.min(capacity, left + (double) Math.max(0, now - at) / NANOS * capacity);
    }
}
