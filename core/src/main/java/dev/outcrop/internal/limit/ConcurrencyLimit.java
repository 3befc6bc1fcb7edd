package dev.outcrop.internal.limit;

/**
 * Limits how many calls may be in progress at once: fewer after throttling, one more after each
 * round of successes. Not safe for several threads.
 *
 * <p>Calls that were in progress together are throttled together, which counts as one event: it
 * halves the limit once. If fewer than half succeeded, the limit is their number.
 */
final class ConcurrencyLimit {
    private final double most;
    private double allowed;
    private long cuts;

    /** How many of those in progress at the last reduction have not been throttled. */
    private double passing;

    /**
     * @param most the maximum
     */
    ConcurrencyLimit(double most) {
        this.most = most;
        this.allowed = most;
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
            cut(Math.min(allowed, running) / 2);
        } else if (since == cuts - 1) {
            passing--;
            cut(Math.min(allowed, passing));
        }
    }

    /** Records that a call was answered. */
    void succeeded() {
        allowed = Math.min(most, allowed + 1 / allowed);
    }

    private void cut(double to) {
        allowed = Math.max(1, to);
    }
}
