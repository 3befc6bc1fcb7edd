package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * How an assistant's turn ended.
 *
 * @param stopReason why the model stopped; null if it was interrupted, and the turn is partial
 * @param usage the tokens of the call; {@link Usage#NONE} if Bedrock sent none
 * @param more other members of the response: {@code metrics}, {@code trace}, {@code
 *     additionalModelResponseFields}, and those that this version does not support
 * @param partial why the turn is incomplete, or null if it is complete
 * @param modelId the model that was called; null if not recorded
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

    /** Creates metadata without a model. */
    public TurnMetadata(
            @Nullable StopReason stopReason, Usage usage, Json.Obj more, @Nullable String partial) {
        this(stopReason, usage, more, partial, null);
    }

    /** Returns Bedrock's own measure of the call in milliseconds; -1 if it sent none. */
    public long latencyMs() {
        return more.object("metrics").integer("latencyMs", -1);
    }
}
