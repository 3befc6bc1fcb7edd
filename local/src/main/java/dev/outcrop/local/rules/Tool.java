package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A tool that the model may call. */
record Tool(String name, Json.Obj schema) {
    /** Verbs of tool names, which a prompt need not contain. */
    private static final Set<String> VERBS =
            Set.of(
                    "get", "fetch", "find", "list", "look", "up", "search", "query", "read", "run",
                    "call", "current", "the", "of", "for", "tool", "by", "in", "to", "a", "create",
                    "make", "do");

    static Tool of(Json.Obj spec) {
        String name = spec.string("name");
        return new Tool(name == null ? "" : name, spec.object("inputSchema").object("json"));
    }

    /** Whether a prompt contains its name, or all words of its name except the usual verbs. */
    boolean isMeantBy(String prompt) {
        List<String> said = words(prompt).toList();
        List<String> telling = words(name).filter(word -> !VERBS.contains(word)).toList();
        return prompt.contains(name) || (!telling.isEmpty() && said.containsAll(telling));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.replaceAll("([a-z\\d])([A-Z])", "$1 $2").split("[^\\p{L}\\d]+", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > 3 ? word.replaceAll("s$", "") : word);
    }
}
