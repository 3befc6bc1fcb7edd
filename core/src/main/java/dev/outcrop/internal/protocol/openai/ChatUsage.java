package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.stream.TokenSum;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

/**
 * Converts the usage of OpenAI's APIs to Converse's names. OpenAI counts tokens read from or
 * written to the cache as part of the input; Converse does not.
 */
public final class ChatUsage {
    private ChatUsage() {}

    /** Converts usage of Chat Completions. */
    public static Usage of(Json.Obj usage) {
        return of(usage, "prompt_tokens", "completion_tokens");
    }

    /** Converts usage of Responses. */
    public static Usage ofResponses(Json.Obj usage) {
        return of(usage, "input_tokens", "output_tokens");
    }

    private static Usage of(Json.Obj usage, String inputName, String outputName) {
        long input = usage.integer(inputName, -1);
        long output = usage.integer(outputName, -1);
        if (input < 0 || output < 0) {
            return Usage.NONE;
        }
        Json.Obj details = usage.object(inputName + "_details");
        Json read = count(details, "cached_tokens");
        Json write = count(details, "cache_write_tokens");
        Json thought = count(usage.object(outputName + "_details"), "reasoning_tokens");
        long cached = TokenSum.of(value(read), value(write));
        return new Usage(
                new JsonFields()
                        .put("inputTokens", Json.of(Math.max(0, input - cached)))
                        .put("outputTokens", Json.of(output))
                        .put(
                                "totalTokens",
                                Json.of(usage.integer("total_tokens", TokenSum.of(input, output))))
                        .put("cacheReadInputTokens", read)
                        .put("cacheWriteInputTokens", write)
                        .put("reasoningTokens", thought)
                        .put("cost", cost(usage.get("cost")))
                        .json());
    }

    /** OpenRouter returns a number, Perplexity the parts and their sum. */
    private static @Nullable Json cost(@Nullable Json cost) {
        Json sum = cost instanceof Json.Obj parts ? parts.get("total_cost") : cost;
        return sum instanceof Json.Num ? sum : null;
    }

    private static @Nullable Json count(Json.Obj details, String name) {
        long count = details.integer(name, -1);
        return count < 0 ? null : Json.of(count);
    }

    private static long value(@Nullable Json count) {
        return count instanceof Json.Num number ? number.longValue() : 0;
    }
}
