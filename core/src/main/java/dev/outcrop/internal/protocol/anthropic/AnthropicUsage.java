package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.stream.TokenSum;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import java.util.ArrayList;
import java.util.List;

/**
 * Converts Anthropic's usage to Converse's names. The tokens of thinking are part of the output;
 * newer versions of the API also report them separately. Compaction of the context is billed at the
 * same prices, but not part of Anthropic's sums.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/compaction">Compaction</a>
 */
public final class AnthropicUsage {
    private AnthropicUsage() {}

    public static Usage of(Json.Obj usage) {
        Usage sum = counted(usage);
        for (Json iteration : usage.array("iterations")) {
            if (iteration instanceof Json.Obj one && "compaction".equals(one.string("type"))) {
                sum = sum.known() ? sum.plus(counted(one)) : sum;
            }
        }
        return sum;
    }

    private static Usage counted(Json.Obj usage) {
        long input = usage.integer("input_tokens", -1);
        long output = usage.integer("output_tokens", -1);
        if (input < 0 || output < 0) {
            return Usage.NONE;
        }
        long read = usage.integer("cache_read_input_tokens", -1);
        long write = usage.integer("cache_creation_input_tokens", -1);
        long thought = usage.object("output_tokens_details").integer("thinking_tokens", -1);
        return new Usage(
                new JsonFields()
                        .put("inputTokens", Json.of(input))
                        .put("outputTokens", Json.of(output))
                        .put("totalTokens", Json.of(TokenSum.of(input, output, read, write)))
                        .put("cacheReadInputTokens", read < 0 ? null : Json.of(read))
                        .put("cacheWriteInputTokens", write < 0 ? null : Json.of(write))
                        .put("reasoningTokens", thought < 0 ? null : Json.of(thought))
                        .putAny("cacheDetails", details(usage.object("cache_creation")))
                        .json());
    }

    private static List<Json> details(Json.Obj written) {
        var details = new ArrayList<Json>(2);
        for (String ttl : List.of("5m", "1h")) {
            long tokens = written.integer("ephemeral_" + ttl + "_input_tokens", 0);
            if (tokens > 0) {
                details.add(
                        new JsonFields()
                                .put("ttl", ttl)
                                .put("inputTokens", Json.of(tokens))
                                .json());
            }
        }
        return details;
    }
}
