package dev.outcrop.internal.retry;

/**
 * What all calls together may spend on trying again. A retry costs, a success pays back; when
 * nothing is left, failures are final at once, and a service in trouble is left alone. Safe for any
 * number of threads.
 *
 * <p>The figures are those of AWS's retry rules of 2026: 500 to begin with, 14 for a failure, 5 for
 * throttling, 1 back for a success at the first try.
 */
final class RetryBudget {
    private static final int FULL = 500;
    private static final int FOR_FAILURE = 14;
    private static final int FOR_THROTTLING = 5;

    private int left = FULL;

    /** Takes what a retry costs, and says how much that was; 0 if there is not enough. */
    synchronized int take(boolean throttled) {
        int cost = throttled ? FOR_THROTTLING : FOR_FAILURE;
        if (cost > left) {
            return 0;
        }
        left -= cost;
        return cost;
    }

    /** Pays back what the last retry took, or a little where there was none. */
    synchronized void success(int taken) {
        left = Math.min(FULL, left + Math.max(1, taken));
    }

    synchronized int left() {
        return left;
    }
}
