package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The guardrail of a call.
 *
 * @param guardrailIdentifier id or ARN
 * @param guardrailVersion a number, or {@code DRAFT}
 * @param trace {@code enabled}, {@code disabled} or {@code enabled_full}
 * @param streamProcessingMode for streams: {@code sync} (evaluate before sending) or {@code async}
 *     (evaluate while sending)
 * @param more members that this version does not support
 */
public record GuardrailConfig(
        @Nullable String guardrailIdentifier,
        @Nullable String guardrailVersion,
        @Nullable String trace,
        @Nullable String streamProcessingMode,
        Json.Obj more) {
    public GuardrailConfig {
        Objects.requireNonNull(more, "more");
    }

    public GuardrailConfig(String guardrailIdentifier, String guardrailVersion) {
        this(guardrailIdentifier, guardrailVersion, null, null, Json.EMPTY);
    }
}
