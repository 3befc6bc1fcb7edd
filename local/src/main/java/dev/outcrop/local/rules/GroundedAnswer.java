package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The answer to a query with a source to compare it with: the sentence of the source that has the
 * most words of the query. A guardrail that compares them lets it pass.
 */
final class GroundedAnswer {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private GroundedAnswer() {}

    /** Returns the answer; null if the last message has no source. */
    static @Nullable String of(Prompt prompt) {
        String source = qualified(prompt, "grounding_source");
        if (source.isBlank()) {
            return null;
        }
        Set<String> asked = words(qualified(prompt, "query"));
        String best = "";
        long most = -1;
        for (String sentence : SENTENCE_END.split(source, -1)) {
            long common = words(sentence).stream().filter(asked::contains).count();
            if (common > most && !sentence.isBlank()) {
                most = common;
                best = sentence.strip();
            }
        }
        return best;
    }

    private static String qualified(Prompt prompt, String qualifier) {
        return prompt.lastContent().stream()
                .map(block -> block.object("guardContent").object("text"))
                .filter(text -> text.array("qualifiers").contains(Json.of(qualifier)))
                .map(text -> String.valueOf(text.string("text")))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> words(String text) {
        return List.of(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1)).stream()
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
