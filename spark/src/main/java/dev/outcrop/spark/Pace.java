package dev.outcrop.spark;

/**
 * A limit per minute: at most one second's worth at once, then evenly. In any minute, no more than
 * the limit is taken, as long as what is taken is known before. Not safe for several threads.
 */
final class Pace {
    private static final double SECOND = 1e9;

    private final double perMinute;
    private double share;
    private double level;
    private long last;

    /**
     * @param perMinute of all executors together; 0 for no limit
     * @param share this executor's part, from 0 to 1
     * @param now in nanoseconds
     */
    Pace(double perMinute, double share, long now) {
        this.perMinute = perMinute;
        this.share = share;
        last = now;
        level = share < 1 ? 0 : most();
    }

    void share(double part, long now) {
        refill(now);
        share = part;
    }

    /** Whether an amount may be taken now. Large amounts are paid back later. */
    boolean mayTake(double amount, long now) {
        refill(now);
        return perMinute == 0 || level >= Math.min(amount, most());
    }

    /** Takes an amount, or returns it if it is negative. */
    void take(double amount) {
        level -= amount;
    }

    /** How long until an amount may be taken, in milliseconds. */
    long millis(double amount) {
        double missing = Math.min(amount, most()) - level;
        return perMinute == 0 || missing <= 0 ? 0 : (long) Math.ceil(missing / perSecond() * 1e3);
    }

    /** What may be taken at once. */
    private double most() {
        return Math.max(1, perMinute * share / 60);
    }

    /** Less than a sixtieth, because what may be taken at once is taken besides. */
    private double perSecond() {
        double budget = perMinute * share;
        return Math.max(budget - most(), budget / 2) / 60;
    }

    private void refill(long now) {
        level = Math.min(most(), level + (now - last) / SECOND * perSecond());
        last = now;
    }
}
