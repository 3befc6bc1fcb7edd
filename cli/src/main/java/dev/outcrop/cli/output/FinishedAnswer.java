package dev.outcrop.cli.output;

import dev.outcrop.Reply;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * An answer that has ended.
 *
 * @param id of the answer
 * @param chat id of the conversation
 * @param model the id that was asked for
 * @param region of the calls; null if there is none
 * @param priceDate date of the prices of its cost
 * @param millis from the question to the end
 * @param firstMillis from the question to the first text; null if it did not arrive as events
 */
public record FinishedAnswer(
        String id,
        String chat,
        String model,
        Supplier<@Nullable String> region,
        Reply reply,
        Supplier<String> priceDate,
        long millis,
        @Nullable Long firstMillis) {}
