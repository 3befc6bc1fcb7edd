package dev.outcrop.limit;

/**
 * A quota that refills evenly, up to what a minute gives. It may be overdrawn: who takes more than
 * there is waits until the debt is paid, and everybody after them longer. Not safe for several
 * threads.
 */
public final class PerMinute {
    private static final double NANOS = 60e9;

    private final double capacity;
    private double left;
    private long at;

    public PerMinute(double capacity, long now) {
        this.capacity = capacity;
        this.left = capacity;
        this.at = now;
    }

    /**
     * Takes an amount; one that is larger than the quota counts as all of it.
     *
     * @return how many nanoseconds to wait until it may be used
     */
    public long take(double amount, long now) {
        refill(now);
        left -= Math.min(amount, capacity);
        return left >= 0 ? 0 : (long) Math.ceil(-left / capacity * NANOS);
    }

    void giveBack(double amount) {
        left = Math.min(capacity, left + amount);
    }

    private void refill(long now) {
        left = Math.min(capacity, left + (now - at) / NANOS * capacity);
        at = now;
    }
}
