package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

/**
 * What one answer of a chat took.
 *
 * @param asked the first words of what was asked; at most forty characters
 * @param modelId the model that answered
 * @param usage the tokens
 * @param cost what they cost, by the catalog's prices of that model
 */
public record TurnUsage(String asked, String modelId, Usage usage, Cost cost) {
    /** Tokens that were read anew; what was read from the cache is not part of it. */
    public long input() {
        return usage.input();
    }

    public long output() {
        return usage.output();
    }

    /** Tokens that were read from the cache. */
    public long cachedInput() {
        return usage.cacheRead();
    }
}
