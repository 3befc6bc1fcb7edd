package dev.outcrop.internal.limit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What limits allow, told in the plainest way: each start is remembered, and tokens are counted in
 * whole numbers, as many parts of a token as there are nanoseconds in a minute.
 */
final class LimitModel {
    private static final long MINUTE = 60_000_000_000L;
    private static final BigInteger PARTS = BigInteger.valueOf(MINUTE);

    private final int requests;
    private final long tokens;
    private final List<Long> starts = new ArrayList<>();
    private BigInteger left;
    private long at;
    private boolean changed;

    LimitModel(int requests, long tokens) {
        this.requests = requests;
        this.tokens = tokens;
        this.left = parts(tokens);
    }

    private static BigInteger parts(long tokens) {
        return BigInteger.valueOf(tokens).multiply(PARTS);
    }

    void start(long now) {
        at = now;
    }

    private BigInteger level(long now) {
        BigInteger gained = BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(now - at));
        return left.add(gained).min(parts(tokens));
    }

    /** Whether a call may begin then; rounding may be off by a millionth of a token. */
    boolean may(long need, long time) {
        long recent = starts.stream().filter(start -> time - start < MINUTE).count();
        BigInteger missing = parts(Math.min(need, tokens)).subtract(level(time));
        return (requests == 0 || recent < requests)
                && (tokens == 0
                        || need == 0
                        || missing.compareTo(BigInteger.valueOf(MINUTE / 1_000_000)) <= 0);
    }

    void take(long need, long now) {
        starts.add(now);
        left = level(now).subtract(parts(need));
        at = now;
        changed = false;
    }

    void settle(long taken, long used, long now) {
        if (used != RateLimiter.UNKNOWN) {
            left = level(now).add(parts(taken - used)).min(parts(tokens));
            at = now;
            changed = true;
        }
    }

    /** Whether a call has ended at that time. */
    boolean changedAt(long now) {
        return changed && at == now;
    }
}
