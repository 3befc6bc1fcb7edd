package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.List;

/**
 * A content filter: it finds phrases of its type, with low confidence never, with medium confidence
 * one, with high confidence several.
 *
 * @param strength {@code LOW} for high confidence only, {@code MEDIUM}, {@code HIGH}
 */
record ContentFilter(String type, String strength) implements TextMatcher {
    @Override
    public List<Match> find(String text) {
        List<Match> phrases = Phrases.matcher(type).find(text);
        if (phrases.isEmpty() || (phrases.size() == 1 && strength.equals("LOW"))) {
            return List.of();
        }
        Json confidence = Json.of(phrases.size() > 1 ? "HIGH" : "MEDIUM");
        return List.of(new Match(0, text.length(), Json.EMPTY.with("confidence", confidence)));
    }
}
