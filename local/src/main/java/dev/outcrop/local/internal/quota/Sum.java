package dev.outcrop.local.internal.quota;

/**
 * Adds untrusted amounts: each counts as at least zero, the sum is at most {@code Long.MAX_VALUE}.
 */
final class Sum {
    private Sum() {}

    static long of(long... parts) {
        long sum = 0;
        for (long part : parts) {
            sum += Math.min(Math.max(0, part), Long.MAX_VALUE - sum);
        }
        return sum;
    }

    static long times(long amount, long factor) {
        long high = Math.multiplyHigh(Math.max(0, amount), Math.max(0, factor));
        long low = Math.max(0, amount) * Math.max(0, factor);
        return high == 0 && low >= 0 ? low : Long.MAX_VALUE;
    }
}
