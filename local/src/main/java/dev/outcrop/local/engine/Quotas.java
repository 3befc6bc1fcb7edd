package dev.outcrop.local.engine;

import java.util.function.ToIntFunction;

/**
 * The quotas of each model: start from {@link #NONE} and set limits.
 *
 * @param requestsPerMinute how many calls may start
 * @param tokensPerMinute how many tokens may be used; a call reserves its input and its {@code
 *     maxTokens} when it starts, and releases what it did not use when it ends
 * @param tokensPerDay the same from midnight to midnight, UTC
 * @param maxTokens what a call without {@code maxTokens} reserves: the model's maximum
 * @param burnDown how many tokens of quota one output token uses, by model id
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html">how
 *     tokens are counted</a>
 */
public record Quotas(
        long requestsPerMinute,
        long tokensPerMinute,
        long tokensPerDay,
        long maxTokens,
        ToIntFunction<String> burnDown) {
    private static final int OF_CLAUDE = 5;

    /** No limits; {@code maxTokens} is 64,000; the burn-down is 5 for Claude, else 1. */
    public static final Quotas NONE =
            new Quotas(
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    64_000,
                    modelId -> modelId.contains("anthropic.") ? OF_CLAUDE : 1);

    public Quotas withRequestsPerMinute(long requests) {
        return new Quotas(requests, tokensPerMinute, tokensPerDay, maxTokens, burnDown);
    }

    public Quotas withTokensPerMinute(long tokens) {
        return new Quotas(requestsPerMinute, tokens, tokensPerDay, maxTokens, burnDown);
    }

    public Quotas withTokensPerDay(long tokens) {
        return new Quotas(requestsPerMinute, tokensPerMinute, tokens, maxTokens, burnDown);
    }

    public Quotas withMaxTokens(long tokens) {
        return new Quotas(requestsPerMinute, tokensPerMinute, tokensPerDay, tokens, burnDown);
    }

    public Quotas withBurnDown(int factor) {
        return new Quotas(
                requestsPerMinute, tokensPerMinute, tokensPerDay, maxTokens, modelId -> factor);
    }
}
