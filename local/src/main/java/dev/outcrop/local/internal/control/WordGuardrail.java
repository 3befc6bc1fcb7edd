package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A guardrail for tests: it blocks a list of words, for any identifier and version. Words are found
 * in any case, and only as whole words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html">ApplyGuardrail</a>
 */
public final class WordGuardrail {
    private static final String BLOCKED = "Sorry, the model cannot answer this question.";
    private static final int CHARACTERS_OF_A_UNIT = 1_000;

    private final List<String> words;

    public WordGuardrail(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** Returns the response to a request that passed validation. */
    public Json apply(Json.Obj request) {
        var found = new LinkedHashSet<String>();
        int characters = 0;
        for (Json block : request.array("content")) {
            if (block instanceof Json.Obj object) {
                String text = object.object("text").string("text");
                if (text != null) {
                    characters += text.length();
                    found.addAll(wordsIn(text));
                }
            }
        }
        return answer(found.stream().toList(), characters);
    }

    private List<String> wordsIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        var found = new ArrayList<String>();
        for (String word : words) {
            if (isIn(lower, word.toLowerCase(Locale.ROOT))) {
                found.add(word);
            }
        }
        return found;
    }

    private static boolean isIn(String text, String word) {
        for (int at = text.indexOf(word);
                at >= 0 && !word.isEmpty();
                at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static Json answer(List<String> found, int characters) {
        boolean blocked = !found.isEmpty();
        long units = Math.ceilDiv(characters, CHARACTERS_OF_A_UNIT);
        List<Json> matches =
                found.stream()
                        .<Json>map(
                                word ->
                                        Json.object(
                                                Map.of(
                                                        "match",
                                                        word,
                                                        "action",
                                                        "BLOCKED",
                                                        "detected",
                                                        true)))
                        .toList();
        Json wordPolicy =
                Json.EMPTY
                        .with("customWords", new Json.Arr(matches))
                        .with("managedWordLists", Json.array());
        Json.Obj coverage =
                Json.object(
                        Map.of(
                                "textCharacters",
                                Map.of("guarded", characters, "total", characters)));
        return Json.EMPTY
                .with("action", Json.of(blocked ? "GUARDRAIL_INTERVENED" : "NONE"))
                .with("actionReason", Json.of(blocked ? "Guardrail blocked." : "No action."))
                .with(
                        "outputs",
                        blocked
                                ? Json.array(Json.EMPTY.with("text", Json.of(BLOCKED)))
                                : Json.array())
                .with(
                        "assessments",
                        blocked
                                ? Json.array(Json.EMPTY.with("wordPolicy", wordPolicy))
                                : Json.array())
                .with("guardrailCoverage", coverage)
                .with("usage", usage(units));
    }

    private static Json usage(long wordUnits) {
        return Json.object(
                Map.of(
                        "topicPolicyUnits", 0,
                        "contentPolicyUnits", 0,
                        "wordPolicyUnits", wordUnits,
                        "sensitiveInformationPolicyUnits", 0,
                        "sensitiveInformationPolicyFreeUnits", 0,
                        "contextualGroundingPolicyUnits", 0));
    }
}
