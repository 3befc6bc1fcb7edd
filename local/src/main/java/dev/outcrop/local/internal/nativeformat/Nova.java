package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Amazon Nova, whose messages are those of Converse.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html">the
 *     complete request schema</a>
 */
final class Nova implements NativeFormat {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "max_new_tokens", "maxTokens",
                    "maxTokens", "maxTokens",
                    "temperature", "temperature",
                    "top_p", "topP",
                    "topP", "topP",
                    "stopSequences", "stopSequences");

    @Override
    public Json.Obj toConverse(Json.Obj body) {
        if (!(body.get("messages") instanceof Json.Arr)) {
            throw ConverseBodyBuilder.malformed("#: required key [messages] not found");
        }
        Json.Obj inference = Json.EMPTY;
        for (var setting : body.object("inferenceConfig").members().entrySet()) {
            String name = SETTINGS.get(setting.getKey());
            if (name != null) {
                inference = inference.with(name, setting.getValue());
            }
        }
        return body.without("schemaVersion").with("inferenceConfig", inference);
    }

    @Override
    public Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts) {
        return converse.without("metrics").with("usage", usage(converse.object("usage"), true));
    }

    @Override
    public Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        return event -> {
            if (event.type().equals("metadata")) {
                Json.Obj metadata =
                        Json.EMPTY
                                .with("usage", usage(event.payload().object("usage"), false))
                                .with("metrics", Json.EMPTY)
                                .with("trace", Json.EMPTY);
                out.last(Json.EMPTY.with("metadata", metadata));
            } else {
                out.next(Json.EMPTY.with(event.type(), event.payload()));
            }
        };
    }

    private static Json usage(Json.Obj usage, boolean total) {
        Json.Obj told =
                Json.EMPTY
                        .with("inputTokens", Json.of(usage.integer("inputTokens", 0)))
                        .with("outputTokens", Json.of(usage.integer("outputTokens", 0)));
        if (total) {
            told = told.with("totalTokens", Json.of(usage.integer("totalTokens", 0)));
        }
        return told.with(
                        "cacheReadInputTokenCount",
                        Json.of(usage.integer("cacheReadInputTokens", 0)))
                .with(
                        "cacheWriteInputTokenCount",
                        Json.of(usage.integer("cacheWriteInputTokens", 0)));
    }
}
