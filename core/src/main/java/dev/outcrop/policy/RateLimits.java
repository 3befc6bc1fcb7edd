package dev.outcrop.policy;

/**
 * Client-side rate limits, shared by all calls of a {@code Bedrock}. Calls beyond a limit wait, so
 * that the service does not throttle them.
 *
 * @param requestsPerMinute how many calls may begin in any 60 seconds, retries counted; 0 for no
 *     limit. They may all begin at once; the next ones then wait for the rest of the 60 seconds
 * @param tokensPerMinute 0 for no limit. As in Bedrock, a call reserves its input and the longest
 *     answer that its request allows when it begins, and releases what it did not use when it ends;
 *     what it used beyond is deducted then, and later calls wait for it. The input is estimated as
 *     a quarter of the request's bytes; the answer is {@code maxTokens}, also if set in {@code
 *     apiArgs} by the API's own name, or 4,096 if not set. One minute's tokens are available at the
 *     beginning, and they refill evenly. A call that needs more than a minute's tokens waits until
 *     all are available, and calls after it wait until the deficit is refilled
 * @param concurrentCalls how many calls may be in progress at a time; 0 for no limit
 * @param adaptive whether throttling reduces the number of concurrent calls: to half, once for all
 *     calls that were in progress together, or to as many as succeeded; it then grows again with
 *     each success. A tenth of throttled calls or less does not reduce it
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

    /** Whether there are any limits. */
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
