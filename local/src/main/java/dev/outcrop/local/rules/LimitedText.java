package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;

import java.util.List;

/** A text within the limits of a request, and its stop reason. */
record LimitedText(String text, String stopReason) {
    static LimitedText of(String whole, long maxTokens, List<Json> stopSequences) {
        String text = whole;
        String reason = "end_turn";
        List<String> tokens = TokenCounter.split(whole);
        if (tokens.size() > maxTokens) {
            text = String.join("", tokens.subList(0, (int) maxTokens));
            reason = "max_tokens";
        }
        int end = firstOf(stopSequences, text);
        return end < 0
                ? new LimitedText(text, reason)
                : new LimitedText(text.substring(0, end), "stop_sequence");
    }

    private static int firstOf(List<Json> sequences, String text) {
        int first = -1;
        for (Json sequence : sequences) {
            if (sequence instanceof Json.Str(String wanted) && !wanted.isEmpty()) {
                int at = text.indexOf(wanted);
                if (at >= 0 && (first < 0 || at < first)) {
                    first = at;
                }
            }
        }
        return first;
    }
}
