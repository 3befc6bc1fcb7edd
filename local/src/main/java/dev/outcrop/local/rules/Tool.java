package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tool that the model may call. */
record Tool(String name, String description, Json.Obj schema) {
    /** Verbs of tool names, which a prompt need not contain. */
    private static final Set<String> VERBS =
            Set.of(
                    "get", "fetch", "find", "list", "look", "up", "search", "query", "read", "run",
                    "call", "current", "the", "of", "for", "tool", "by", "in", "to", "a", "create",
                    "make", "do");

    static Tool of(Json.Obj spec) {
        String name = spec.string("name");
        String description = spec.string("description");
        return new Tool(
                name == null ? "" : name,
                description == null ? "" : description,
                spec.object("inputSchema").object("json"));
    }

    /** Whether a prompt contains its name, or all words of its name except the usual verbs. */
    boolean isMeantBy(String prompt) {
        List<String> said = words(prompt).toList();
        Set<String> telling = tellingWords();
        return prompt.contains(name) || (!telling.isEmpty() && said.containsAll(telling));
    }

    /** The words of its name except the usual verbs. */
    Set<String> tellingWords() {
        return words(name).filter(word -> !VERBS.contains(word)).collect(Collectors.toSet());
    }

    /** The schemas of its inputs, by name. */
    Map<String, Json.Obj> inputs() {
        Map<String, Json.Obj> inputs = new LinkedHashMap<>();
        schema.object("properties")
                .members()
                .forEach(
                        (input, of) ->
                                inputs.put(
                                        input,
                                        of instanceof Json.Obj object ? object : Json.EMPTY));
        return inputs;
    }

    /** The schemas of its required inputs, by name. */
    Map<String, Json.Obj> required() {
        List<Json> names = schema.array("required");
        Map<String, Json.Obj> inputs = inputs();
        inputs.keySet().removeIf(input -> !names.contains(Json.of(input)));
        return inputs;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.replaceAll("([a-z\\d])([A-Z])", "$1 $2").split("[^\\p{L}\\d]+", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > 3 ? word.replaceAll("s$", "") : word);
    }
}
