package dev.outcrop.internal.stream;

/** Counts of tokens added up, whatever a service says of them. */
public final class TokenSum {
    private TokenSum() {}

    /** A negative count is nothing; a sum too large for a long stays at the largest. */
    public static long of(long... counts) {
        long sum = 0;
        for (long count : counts) {
            sum += Math.min(Math.max(0, count), Long.MAX_VALUE - sum);
        }
        return sum;
    }
}
