package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.wire.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Anthropic's Messages API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html">Anthropic
 *     Claude Messages API</a>
 */
public final class AnthropicMessages implements NativeFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        return AnthropicRequest.toConverse(body);
    }

    @Override
    public Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts) {
        List<Json> content = new ArrayList<>();
        for (Json block : converse.object("output").object("message").array("content")) {
            if (block instanceof Json.Obj object) {
                content.add(block(object));
            }
        }
        return message(facts)
                .with("content", new Json.Arr(content))
                .with("stop_reason", Json.of(converse.string("stopReason")))
                .with("stop_sequence", Json.NULL)
                .with("usage", usage(converse.object("usage")));
    }

    @Override
    public Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        return new AnthropicStream(facts, InputTokens.of(toConverse(body)), out);
    }

    static Json.Obj message(AnswerContext facts) {
        return Json.EMPTY
                .with("id", Json.of("msg_bdrk_" + facts.plainId()))
                .with("type", Json.of("message"))
                .with("role", Json.of("assistant"))
                .with("model", Json.of(facts.modelId()));
    }

    static Json.Obj usage(Json.Obj usage) {
        Json.Obj kinds = Json.EMPTY;
        for (Json detail : usage.array("cacheDetails")) {
            if (detail instanceof Json.Obj of) {
                kinds =
                        kinds.with(
                                "ephemeral_" + of.string("ttl") + "_input_tokens",
                                Json.of(of.integer("inputTokens", 0)));
            }
        }
        Json.Obj counted = counted(usage);
        return kinds.isEmpty() ? counted : counted.with("cache_creation", kinds);
    }

    private static Json.Obj counted(Json.Obj usage) {
        return Json.EMPTY
                .with("input_tokens", Json.of(usage.integer("inputTokens", 0)))
                .with(
                        "cache_creation_input_tokens",
                        Json.of(usage.integer("cacheWriteInputTokens", 0)))
                .with("cache_read_input_tokens", Json.of(usage.integer("cacheReadInputTokens", 0)))
                .with("output_tokens", Json.of(usage.integer("outputTokens", 0)));
    }

    static Json.Obj typed(String type) {
        return Json.EMPTY.with("type", Json.of(type));
    }

    private static Json block(Json.Obj block) {
        if (block.get("text") instanceof Json.Str text) {
            return typed("text").with("text", text);
        }
        if (block.get("toolUse") instanceof Json.Obj toolUse) {
            return typed("tool_use")
                    .with("id", Json.of(toolUse.string("toolUseId")))
                    .with("name", Json.of(toolUse.string("name")))
                    .with("input", toolUse.object("input"));
        }
        if (block.get("reasoningContent") instanceof Json.Obj reasoning) {
            Json.Obj told = reasoning.object("reasoningText");
            Json redacted = reasoning.get("redactedContent");
            return redacted == null
                    ? typed("thinking")
                            .with("thinking", Json.of(told.string("text")))
                            .with("signature", Json.of(told.string("signature")))
                    : typed("redacted_thinking").with("data", redacted);
        }
        if (block.get("citationsContent") instanceof Json.Obj cited) {
            var text = new StringBuilder();
            for (Json piece : cited.array("content")) {
                if (piece instanceof Json.Obj object) {
                    text.append(object.string("text"));
                }
            }
            return typed("text")
                    .with("text", Json.of(text.toString()))
                    .with("citations", AnthropicCitations.of(cited.array("citations")));
        }
        return block;
    }
}
