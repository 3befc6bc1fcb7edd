package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;

/** Converts the input of a tool, which some APIs send as text. */
public final class ToolInputs {
    private ToolInputs() {}

    /** No text means no arguments; text that is not JSON stays text, and is never run. */
    public static Json read(String text) {
        if (text.isBlank()) {
            return Json.EMPTY;
        }
        try {
            return Json.parse(text, AnswerLimits.JSON);
        } catch (JsonException e) {
            return Json.of(text);
        }
    }

    /** Returns the input as text. */
    public static String written(Json input) {
        return input instanceof Json.Str(String text) ? text : JsonWriter.wellFormedText(input);
    }
}
