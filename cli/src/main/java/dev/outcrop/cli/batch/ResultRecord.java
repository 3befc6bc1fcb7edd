package dev.outcrop.cli.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

/**
 * The result of one record.
 *
 * @param key identifies the settings and the input that led to it
 * @param answer a text, or JSON of a schema; null if it failed
 * @param error the kind of failure and its message; null if there is an answer
 */
record ResultRecord(
        String id,
        String key,
        String modelId,
        @Nullable Json answer,
        @Nullable String stopReason,
        Usage usage,
        Cost cost,
        @Nullable Failure error) {
    /** A failure, as a short name and a message. */
    record Failure(String kind, String message) {}

    /** The cost as a decimal number; null if it is not completely known. */
    @Nullable String usd() {
        return cost.isKnown() ? cost.usd().toPlainString() : null;
    }
}
