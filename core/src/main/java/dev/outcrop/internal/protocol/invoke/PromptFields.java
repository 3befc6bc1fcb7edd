package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.InferenceConfig;

import org.jspecify.annotations.Nullable;

/**
 * What a body calls its settings, which stand beside the prompt.
 *
 * @param stop null where the format has no stop sequences
 */
record PromptFields(String maxTokens, String topP, @Nullable String stop) {
    /** Returns a body with this prompt and these settings. */
    Json.Obj body(String text, InferenceConfig config, UnsupportedInvokeSettings uncarried) {
        Json.Obj body = Json.EMPTY.with("prompt", Json.of(text)).merged(config.more());
        if (config.maxTokens() != null) {
            body = body.with(maxTokens, Json.of(config.maxTokens()));
        }
        if (config.temperature() != null) {
            body = body.with("temperature", Json.of(config.temperature()));
        }
        if (config.topP() != null) {
            body = body.with(topP, Json.of(config.topP()));
        }
        if (!config.stopSequences().isEmpty()) {
            if (stop == null) {
                throw uncarried.but("stop sequences");
            }
            body = body.with(stop, Json.from(config.stopSequences()));
        }
        return body;
    }
}
