package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The positions of the parts of a text-only answer.
 *
 * @param reasons the possible positions of the stop reason; the first that exists counts
 * @param words the family's names of stop reasons, with Converse's; others are unchanged
 */
record AnswerFields(
        JsonPath text,
        List<JsonPath> reasons,
        @Nullable JsonPath inputTokens,
        @Nullable JsonPath outputTokens,
        Map<String, StopReason> words) {
    private static final int DIGITS = 18;

    static AnswerFields of(String text, String reason, Map<String, StopReason> words) {
        return new AnswerFields(JsonPath.of(text), places(reason), null, null, words);
    }

    AnswerFields counted(String inputTokens, String outputTokens) {
        return new AnswerFields(
                text, reasons, JsonPath.of(inputTokens), JsonPath.of(outputTokens), words);
    }

    private static List<JsonPath> places(String paths) {
        var places = new ArrayList<JsonPath>();
        for (String path : paths.split("\\|", -1)) {
            places.add(JsonPath.of(path));
        }
        return places;
    }

    /** The stop reason; null if the body has none. */
    @Nullable StopReason reason(Json.Obj body) {
        for (JsonPath place : reasons) {
            String word = place.string(body);
            if (word != null) {
                return words.getOrDefault(word, new StopReason(word));
            }
        }
        return null;
    }

    /** Returns the usage in the body; unknown unless it has both counts. */
    Usage usage(Json.Obj body) {
        if (inputTokens == null || outputTokens == null) {
            return Usage.NONE;
        }
        long input = count(inputTokens.in(body));
        long output = count(outputTokens.in(body));
        return input < 0 || output < 0 ? Usage.NONE : Usage.of(input, output);
    }

    /** Counts may be {@code 28} or {@code 28.0}; -1 if there is none. */
    static long count(@Nullable Json json) {
        if (!(json instanceof Json.Num number) || number.literal().length() > DIGITS) {
            return -1;
        }
        double value = number.doubleValue();
        return value >= 0 && value < 1e15 && value == Math.rint(value)
                ? new BigDecimal(value).longValue()
                : -1;
    }
}
