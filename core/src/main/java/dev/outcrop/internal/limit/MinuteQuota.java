package dev.outcrop.internal.limit;

import dev.outcrop.policy.RateLimits;

import org.jspecify.annotations.Nullable;

/** The calls and tokens per minute. Not safe for several threads. */
final class MinuteQuota {
    private final @Nullable CallWindow calls;
    private final @Nullable TokenBucket tokens;

    /** How many calls in progress have taken tokens, and may release some. */
    private int holding;

    MinuteQuota(RateLimits limits, long now) {
        calls = limits.requestsPerMinute() == 0 ? null : new CallWindow(limits.requestsPerMinute());
        tokens =
                limits.tokensPerMinute() == 0
                        ? null
                        : new TokenBucket(limits.tokensPerMinute(), now);
    }

    /** Returns how many nanoseconds from now a call may begin, if no other one releases tokens. */
    long until(long amount, long now) {
        return Math.max(
                calls == null ? 0 : calls.until(now),
                tokens == null ? 0 : tokens.until(amount, now));
    }

    /** Returns the same, if those in progress release all their tokens at once. */
    long soonest(long amount, long now) {
        return holding > 0 ? (calls == null ? 0 : calls.until(now)) : until(amount, now);
    }

    /**
     * Records the beginning of a call.
     *
     * @return the tokens it takes
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
     * Records the end of a call: unused tokens are released, and those used beyond are taken.
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
