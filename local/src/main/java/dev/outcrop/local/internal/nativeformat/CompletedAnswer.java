package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/**
 * A finished answer, for text-only formats.
 *
 * @param stopReason with Converse's name
 */
record CompletedAnswer(String text, String stopReason, long inputTokens, long outputTokens) {
    static CompletedAnswer of(Json.Obj converse) {
        var text = new StringBuilder();
        for (Json block : converse.object("output").object("message").array("content")) {
            if (block instanceof Json.Obj object
                    && object.get("text") instanceof Json.Str(String piece)) {
                text.append(piece);
            }
        }
        return of(
                text.toString(),
                String.valueOf(converse.string("stopReason")),
                converse.object("usage"));
    }

    static CompletedAnswer of(String text, String stopReason, Json.Obj usage) {
        return new CompletedAnswer(
                text,
                stopReason,
                usage.integer("inputTokens", 0),
                usage.integer("outputTokens", 0));
    }

    /** Returns the stop reason with the model's own name. */
    String reason(String end, String length, String stopSequence) {
        return switch (stopReason) {
            case "max_tokens" -> length;
            case "stop_sequence" -> stopSequence;
            default -> end;
        };
    }
}
