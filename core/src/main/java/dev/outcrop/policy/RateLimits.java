package dev.outcrop.policy;

/**
 * Limits of the caller's own, shared by all calls of a {@code Bedrock}: better to wait here than to
 * be throttled there. Calls beyond a limit wait their turn.
 *
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute 0 for no limit. As Bedrock does, a call takes its input and its {@code
 *     maxTokens} when it begins, and gives back what it did not use when it ends; the input is
 *     estimated as a quarter of the request's bytes, a missing {@code maxTokens} as 4,096
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
