package dev.outcrop.internal.retry;

/**
 * The retry budget of all calls together. A retry takes from it, a success pays back; when it is
 * used up, failures are not retried, so that a failing service is not overloaded. Safe for any
 * number of threads.
 *
 * <p>The numbers are those of AWS's retry rules of 2026: 500 initially, 14 for a failure, 5 for
 * throttling, 1 back for a success at the first attempt.
 */
final class RetryBudget {
    private static final int FULL = 500;
    private static final int FOR_FAILURE = 14;
    private static final int FOR_THROTTLING = 5;

    private int left = FULL;

    /** Takes the cost of a retry, and returns it; 0 if the budget is too small. */
    synchronized int take(boolean throttled) {
        int cost = throttled ? FOR_THROTTLING : FOR_FAILURE;
        if (cost > left) {
            return 0;
        }
        left -= cost;
        return cost;
    }

    /** Pays back the cost of the last retry, or a little if there was none. */
    synchronized void success(int taken) {
        left = Math.min(FULL, left + Math.max(1, taken));
    }

    synchronized int left() {
        return left;
    }
}
