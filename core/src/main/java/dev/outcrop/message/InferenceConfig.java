package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The settings that every model of Converse supports. Settings that are null or empty are left to
 * the model.
 *
 * @param maxTokens longest answer, in tokens, thinking included
 * @param temperature from 0 (the most likely token) to 1
 * @param topP nucleus sampling, from 0 to 1: only the most likely tokens with this total
 *     probability are considered
 * @param stopSequences texts that end the answer; at most 2,500
 * @param more members that this version does not support
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html">
 *     InferenceConfiguration</a>
 */
public record InferenceConfig(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        List<String> stopSequences,
        Json.Obj more) {
    /** No setting: everything is left to the model. */
    public static final InferenceConfig NONE =
            new InferenceConfig(null, null, null, List.of(), Json.EMPTY);

    public InferenceConfig {
        Objects.requireNonNull(more, "more");
        stopSequences = Listed.of(stopSequences, "stopSequences");
    }

    public boolean isEmpty() {
        return maxTokens == null
                && temperature == null
                && topP == null
                && stopSequences.isEmpty()
                && more.isEmpty();
    }
}
