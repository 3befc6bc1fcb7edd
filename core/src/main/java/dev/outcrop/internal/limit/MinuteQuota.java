package dev.outcrop.internal.limit;

import dev.outcrop.policy.RateLimits;

import org.jspecify.annotations.Nullable;

/** The calls and tokens that a minute gives. Not safe for several threads. */
final class MinuteQuota {
    private final @Nullable CallWindow calls;
    private final @Nullable TokenBucket tokens;

    /** How many calls that are under way have taken tokens, and may give some back. */
    private int holding;

    MinuteQuota(RateLimits limits, long now) {
        calls = limits.requestsPerMinute() == 0 ? null : new CallWindow(limits.requestsPerMinute());
        tokens =
                limits.tokensPerMinute() == 0
                        ? null
                        : new TokenBucket(limits.tokensPerMinute(), now);
    }

    /** How many nanoseconds from now a call may begin, if no other one gives anything back. */
    long until(long amount, long now) {
        return Math.max(
                calls == null ? 0 : calls.until(now),
                tokens == null ? 0 : tokens.until(amount, now));
    }

    /** The same, if those under way give back all that they have taken, and at once. */
    long soonest(long amount, long now) {
        return holding > 0 ? (calls == null ? 0 : calls.until(now)) : until(amount, now);
    }

    /**
     * A call begins.
     *
     * @return what it takes of the tokens
     */
    long take(long amount, long now) {
        if (calls != null) {
            calls.begin(now);
        }
        if (tokens == null) {
            return 0;
        }
        long one = tokens.take(amount, now);
        holding += one > 0 ? 1 : 0;
        return one;
    }

    /**
     * A call ends: what it has not used is given back, and what it used beyond is taken.
     *
     * @param one what it took
     * @param used {@link RateLimiter#UNKNOWN} for what it took
     */
    void settle(long one, long used, long now) {
        holding -= one > 0 ? 1 : 0;
        if (tokens == null || used == RateLimiter.UNKNOWN) {
            return;
        }
        if (used > one) {
            tokens.take(used - one, now);
        } else {
            tokens.giveBack(one - Math.max(0, used), now);
        }
    }
}
