package dev.outcrop.internal.limit;

/**
 * A quota of tokens that refills evenly, up to what a minute gives. A call that needs more than
 * that waits until it is full, and leaves a debt: the calls after it wait until that is paid. Not
 * safe for several threads.
 */
final class TokenBucket {
    /** More tokens than anything needs, and few enough to be counted without rounding. */
    static final long MOST = 1L << 40;

    private static final double NANOS = 60e9;

    /** What rounding may take away, as a part of the quota: less than a nanosecond's worth. */
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
     * How many nanoseconds from now a call that needs so much may begin, if nothing else does. One
     * that needs nothing waits for no debt.
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
     * Takes an amount, whether there is as much or not.
     *
     * @return what was taken
     */
    long take(long amount, long now) {
        long taken = Math.clamp(amount, 0, MOST);
        left = level(now) - (double) taken;
        at = now;
        return taken;
    }

    /** Gives back what was taken. */
    void giveBack(long amount, long now) {
        left = Math.min(capacity, level(now) + (double) amount);
        at = now;
    }

    private double level(long now) {
        return Math.min(capacity, left + (double) Math.max(0, now - at) / NANOS * capacity);
    }
}
