package dev.outcrop.internal.limit;

/**
 * How many calls may be under way at once: fewer after throttling, one more after each round of
 * successes. Not safe for several threads.
 *
 * <p>Calls that were under way together are throttled together, and that says one thing, not as
 * many as they are: it halves the room once. Where fewer than half got through, there is room for
 * those.
 */
final class ConcurrencyLimit {
    private final double most;
    private double allowed;
    private long cuts;

    /** How many of those that were under way at the last cut have not been throttled. */
    private double passing;

    /**
     * @param most how many there may be at all
     */
    ConcurrencyLimit(double most) {
        this.most = most;
        this.allowed = most;
    }

    /** Whether there is room for one more. */
    boolean hasBeside(int running) {
        return running + 1 <= allowed;
    }

    /** How often it was cut; a call that begins remembers it. */
    long cuts() {
        return cuts;
    }

    /**
     * A call was throttled.
     *
     * @param since the cuts at its beginning
     * @param running how many are under way, itself included
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

    /** A call was answered. */
    void succeeded() {
        allowed = Math.min(most, allowed + 1 / allowed);
    }

    private void cut(double to) {
        allowed = Math.max(1, to);
    }
}
