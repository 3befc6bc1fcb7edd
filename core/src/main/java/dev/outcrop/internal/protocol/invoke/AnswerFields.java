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
 * Where the parts of an answer of nothing but words are.
 *
 * @param reasons where the reason may be; the first that is there counts
 * @param words the family's words for reasons, in Converse's; others stay as they are
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

    /** Why the model stopped; null where the body does not say. */
    @Nullable StopReason reason(Json.Obj body) {
        for (JsonPath place : reasons) {
            String word = place.string(body);
            if (word != null) {
                return words.getOrDefault(word, new StopReason(word));
            }
        }
        return null;
    }

    /** What the body says was used; unknown where it does not say both. */
    Usage usage(Json.Obj body) {
        if (inputTokens == null || outputTokens == null) {
            return Usage.NONE;
        }
        long input = count(inputTokens.in(body));
        long output = count(outputTokens.in(body));
        return input < 0 || output < 0 ? Usage.NONE : Usage.of(input, output);
    }

    /** Counts come as {@code 28} and as {@code 28.0}; -1 where there is none. */
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
