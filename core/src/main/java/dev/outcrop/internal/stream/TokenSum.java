package dev.outcrop.internal.stream;

/** Adds token counts from untrusted input. */
public final class TokenSum {
    private TokenSum() {}

    /**
     * Returns the sum. A negative count is zero; a sum too large for a long stays at the maximum.
     */
    public static long of(long... counts) {
        long sum = 0;
        for (long count : counts) {
            sum += Math.min(Math.max(0, count), Long.MAX_VALUE - sum);
        }
        return sum;
    }
}
