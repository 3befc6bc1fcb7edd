package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.InferenceConfig;

import org.jspecify.annotations.Nullable;

/**
 * The names of the prompt and the settings in a body.
 *
 * @param stop null if the format has no stop sequences
 * @param inside the member that contains the settings; null if they are beside the prompt
 * @param usual the length of an answer if the request sets none, and the format requires one; 0 if
 *     it does not
 */
record PromptFields(
        String prompt,
        String maxTokens,
        String temperature,
        String topP,
        @Nullable String stop,
        @Nullable String inside,
        int usual) {
    static PromptFields of(String maxTokens, String topP, @Nullable String stop) {
        return new PromptFields("prompt", maxTokens, "temperature", topP, stop, null, 0);
    }

    PromptFields in(String prompt, String inside) {
        return new PromptFields(prompt, maxTokens, temperature, topP, stop, inside, usual);
    }

    PromptFields usually(int tokens) {
        return new PromptFields(prompt, maxTokens, temperature, topP, stop, inside, tokens);
    }

    /** Returns a body with this prompt and these settings. */
    Json.Obj body(String text, InferenceConfig config, UnsupportedInvokeSettings uncarried) {
        Json.Obj settings = config.more();
        Integer most = config.maxTokens();
        if (most != null || usual > 0) {
            settings = settings.with(maxTokens, Json.of(most == null ? usual : most));
        }
        if (config.temperature() != null) {
            settings = settings.with(temperature, Json.of(config.temperature()));
        }
        if (config.topP() != null) {
            settings = settings.with(topP, Json.of(config.topP()));
        }
        if (!config.stopSequences().isEmpty()) {
            if (stop == null) {
                throw uncarried.but("stop sequences");
            }
            settings = settings.with(stop, Json.from(config.stopSequences()));
        }
        Json.Obj body = Json.EMPTY.with(prompt, Json.of(text));
        if (inside == null) {
            return body.merged(settings);
        }
        return settings.isEmpty() ? body : body.with(inside, settings);
    }
}
