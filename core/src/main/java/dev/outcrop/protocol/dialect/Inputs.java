package dev.outcrop.protocol.dialect;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.protocol.AnswerLimits;

/** A tool's input, which some APIs send as text. */
final class Inputs {
    private Inputs() {}

    /** No text means no arguments; text that is no JSON stays text, and is never run. */
    static Json read(String text) {
        if (text.isBlank()) {
            return Json.EMPTY;
        }
        try {
            return Json.parse(text, AnswerLimits.JSON);
        } catch (JsonException e) {
            return Json.of(text);
        }
    }

    /** The text again. */
    static String written(Json input) {
        return input instanceof Json.Str(String text) ? text : input.toString();
    }
}
