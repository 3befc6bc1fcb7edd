package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

/**
 * The usage of one answer of a chat.
 *
 * @param asked the beginning of the question; at most forty characters
 * @param modelId the model that answered
 * @param usage the tokens
 * @param cost their cost, by the catalog's prices of that model
 */
public record TurnUsage(String asked, String modelId, Usage usage, Cost cost) {
    /** Returns the input tokens that were not read from the cache. */
    public long input() {
        return usage.input();
    }

    public long output() {
        return usage.output();
    }

    /** Returns the tokens that were read from the cache. */
    public long cachedInput() {
        return usage.cacheRead();
    }
}
