package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * How an assistant's turn ended.
 *
 * @param stopReason why the model stopped; null where it was stopped, and the turn is partial
 * @param usage the tokens of the call; {@link Usage#NONE} where Bedrock did not say
 * @param more what else the service said about the answer: {@code metrics}, {@code trace}, {@code
 *     additionalModelResponseFields}, and what this version does not know
 * @param partial why the turn is not whole, or null where it is
 * @param modelId the model that was asked; null where that was not noted
 */
public record TurnMetadata(
        @Nullable StopReason stopReason,
        Usage usage,
        Json.Obj more,
        @Nullable String partial,
        @Nullable String modelId) {
    public TurnMetadata {
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(more, "more");
        if (stopReason == null && partial == null) {
            throw new IllegalArgumentException(
                    "a turn without a stop reason is partial and must say why");
        }
    }

    /** An ending of which it is not noted what model was asked. */
    public TurnMetadata(
            @Nullable StopReason stopReason, Usage usage, Json.Obj more, @Nullable String partial) {
        this(stopReason, usage, more, partial, null);
    }

    /** Bedrock's own measure of the call in milliseconds; -1 where it did not say. */
    public long latencyMs() {
        return more.object("metrics").integer("latencyMs", -1);
    }
}
