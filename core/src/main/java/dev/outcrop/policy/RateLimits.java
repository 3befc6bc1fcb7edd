package dev.outcrop.policy;

/**
 * Limits of the caller's own, shared by all calls of a {@code Bedrock}: better to wait here than to
 * be throttled there. Calls beyond a limit wait their turn.
 *
 * @param requestsPerMinute how many calls begin in any 60 seconds at most, tries of the same call
 *     counted; 0 for no limit. They may begin all at once; the next ones then wait for the rest of
 *     the 60 seconds
 * @param tokensPerMinute 0 for no limit. As Bedrock does, a call takes its input and the longest
 *     answer that its request allows when it begins, and gives back what it did not use when it
 *     ends; what it used beyond is taken then, and later calls wait for it. The input is estimated
 *     as a quarter of the request's bytes; the answer is {@code maxTokens}, also where {@code
 *     apiArgs} say it by the API's own name, or 4,096 where nothing says it. A minute's tokens are
 *     there at the beginning, and they refill evenly. A call that needs more than a minute's tokens
 *     waits until all are there, and those after it until the debt is paid
 * @param concurrentCalls 0 for no limit
 * @param adaptive whether throttling halves the number of concurrent calls, once for all that were
 *     under way together, or to as many as got through; it then grows again with each success
 */
public record RateLimits(
        int requestsPerMinute, long tokensPerMinute, int concurrentCalls, boolean adaptive) {
    /** No limits. */
    public static final RateLimits NONE = new RateLimits(0, 0, 0, false);

    public RateLimits {
        notNegative(requestsPerMinute, "requestsPerMinute");
        notNegative(tokensPerMinute, "tokensPerMinute");
        notNegative(concurrentCalls, "concurrentCalls");
    }

    /** Whether there are any. */
    public boolean exist() {
        return requestsPerMinute > 0 || tokensPerMinute > 0 || concurrentCalls > 0 || adaptive;
    }

    public RateLimits withRequestsPerMinute(int limit) {
        return new RateLimits(limit, tokensPerMinute, concurrentCalls, adaptive);
    }

    public RateLimits withTokensPerMinute(long limit) {
        return new RateLimits(requestsPerMinute, limit, concurrentCalls, adaptive);
    }

    public RateLimits withConcurrentCalls(int limit) {
        return new RateLimits(requestsPerMinute, tokensPerMinute, limit, adaptive);
    }

    public RateLimits withAdaptive(boolean adaptive) {
        return new RateLimits(requestsPerMinute, tokensPerMinute, concurrentCalls, adaptive);
    }

    private static void notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }
}
