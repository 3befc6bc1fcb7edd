package dev.outcrop.internal.limit;

/**
 * Limits how many calls may be in progress at once: fewer after throttling, one more after each
 * round of successes. Not safe for several threads.
 *
 * <p>Calls that were in progress together are throttled together, which counts as one event: it
 * reduces the limit once, by half unless set otherwise. If fewer succeeded, the limit is their
 * number.
 */
final class ConcurrencyLimit {
    private final double most;
    private final double kept;
    private double allowed;

    /** Whether the limit grows by one with each success, until the first throttling. */
    private boolean doubling;

    private long cuts;

    /** How many of those in progress at the last reduction have not been throttled. */
    private double passing;

    /**
     * @param most the maximum
     */
    ConcurrencyLimit(double most) {
        this(most, most, 0.5);
    }

    /**
     * @param most the maximum
     * @param first the limit at the beginning; below the maximum, it doubles with each round until
     *     the first throttling
     * @param kept the part of the limit that stays after throttling
     */
    ConcurrencyLimit(double most, double first, double kept) {
        this.most = most;
        this.kept = kept;
        this.allowed = Math.min(most, first);
        this.doubling = allowed < most;
    }

    /** Whether one more call may begin. */
    boolean hasBeside(int running) {
        return running + 1 <= allowed;
    }

    /** Returns how often the limit was reduced; a call stores it when it begins. */
    long cuts() {
        return cuts;
    }

    /**
     * Records that a call was throttled.
     *
     * @param since the reductions at its beginning
     * @param running how many are in progress, itself included
     */
    void throttled(long since, int running) {
        if (since == cuts) {
            cuts++;
            passing = Math.min(allowed, running) - 1;
            cut(Math.min(allowed, running) * kept);
        } else if (since == cuts - 1) {
            passing--;
            cut(Math.min(allowed, passing));
        }
    }

    /** Records that a call was answered. */
    void succeeded() {
        allowed = Math.min(most, allowed + (doubling ? 1 : 1 / allowed));
    }

    private void cut(double to) {
        doubling = false;
        allowed = Math.max(1, to);
    }
}
