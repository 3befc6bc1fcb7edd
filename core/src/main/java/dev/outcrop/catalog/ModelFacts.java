package dev.outcrop.catalog;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The catalog's entry for a model or an inference profile.
 *
 * @param contextWindow tokens of question and answer together; null if not known
 * @param maxOutput tokens of the longest answer; null if not known
 * @param inputs {@code text}, {@code image}, {@code video}, {@code audio}; empty if not known
 * @param outputs {@code text}, {@code image}, {@code embeddings} …; empty if not known
 * @param capabilities {@code streaming}, {@code function_calling}, {@code structured_output},
 *     {@code reasoning}, {@code vision} …; empty if not known
 * @param protocol the API for the model: {@code converse}, {@code invoke_model}, {@code mantle};
 *     null to choose by the rules
 */
public record ModelFacts(
        String id,
        ModelFamily family,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutput,
        List<String> inputs,
        List<String> outputs,
        List<String> capabilities,
        Prices prices,
        @Nullable String protocol) {
    public ModelFacts {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        capabilities = List.copyOf(capabilities);
    }

    static ModelFacts of(String id, Json.Obj json) {
        return new ModelFacts(
                id,
                family(id, json.string("family")),
                tokens(json, "contextWindow"),
                tokens(json, "maxOutput"),
                words(json, "inputs"),
                words(json, "outputs"),
                words(json, "capabilities"),
                Prices.of(json.object("prices")),
                json.string("protocol"));
    }

    private static ModelFamily family(String id, @Nullable String word) {
        if (word == null) {
            return ModelFamily.of(id);
        }
        try {
            return ModelFamily.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return ModelFamily.UNKNOWN; // of a later version's file
        }
    }

    private static @Nullable Integer tokens(Json.Obj json, String name) {
        long tokens = json.integer(name, 0);
        return tokens < 1 || tokens > Integer.MAX_VALUE ? null : (int) tokens;
    }

    private static List<String> words(Json.Obj json, String name) {
        var words = new ArrayList<String>();
        for (Json element : json.array(name)) {
            if (element instanceof Json.Str(String word)) {
                words.add(word);
            }
        }
        return words;
    }
}
