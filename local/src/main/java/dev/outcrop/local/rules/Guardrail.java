package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A minimal guardrail: for any id, it blocks some words in the user's text. If the last message
 * marks texts with {@code guardContent}, only those are checked.
 */
final class Guardrail {
    private static final String BLOCKED = "Sorry, the model cannot answer this question.";

    private final List<String> words;

    Guardrail(List<String> words) {
        this.words = List.copyOf(words);
    }

    boolean intervenes(Prompt prompt) {
        return id(prompt).isPresent() && !found(prompt).isEmpty();
    }

    /** In any case, and only as whole words, as in ApplyGuardrail. */
    private List<String> found(Prompt prompt) {
        String text = guarded(prompt);
        return words.stream().filter(word -> isIn(text, word)).toList();
    }

    private static boolean isIn(String text, String word) {
        return !word.isEmpty()
                && Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(text)
                        .find();
    }

    static Answer blocked() {
        return new Answer(List.of(new AnswerBlock.Text(BLOCKED)), "guardrail_intervened");
    }

    /** Returns the {@code trace} member of the answer, if the request asks for it. */
    Optional<Json.Obj> trace(Prompt prompt) {
        Optional<String> id = id(prompt);
        String wanted = prompt.body().object("guardrailConfig").string("trace");
        if (id.isEmpty() || wanted == null || wanted.equals("disabled")) {
            return Optional.empty();
        }
        boolean found = intervenes(prompt);
        int length = guarded(prompt).length();
        Json.Obj assessment =
                Json.object(
                        Map.of(
                                "invocationMetrics",
                                Map.of(
                                        "guardrailCoverage",
                                        Map.of(
                                                "textCharacters",
                                                Map.of("guarded", length, "total", length)),
                                        "guardrailProcessingLatency",
                                        1,
                                        "usage",
                                        Map.of("wordPolicyUnits", 1))));
        if (found) {
            List<Map<String, Object>> matches =
                    found(prompt).stream()
                            .map(
                                    word ->
                                            Map.<String, Object>of(
                                                    "action",
                                                    "BLOCKED",
                                                    "detected",
                                                    true,
                                                    "match",
                                                    word))
                            .toList();
            assessment = assessment.with("wordPolicy", Json.object(Map.of("customWords", matches)));
        }
        Json.Obj guardrail =
                Json.EMPTY
                        .with("actionReason", Json.of(found ? "Guardrail blocked." : "No action."))
                        .with("inputAssessment", Json.EMPTY.with(id.get(), assessment));
        return Optional.of(Json.EMPTY.with("guardrail", guardrail));
    }

    private static Optional<String> id(Prompt prompt) {
        return Optional.ofNullable(
                prompt.body().object("guardrailConfig").string("guardrailIdentifier"));
    }

    private static String guarded(Prompt prompt) {
        List<Json.Obj> marked =
                prompt.lastContent().stream()
                        .filter(block -> block.get("guardContent") != null)
                        .toList();
        return Prompt.texts(marked.isEmpty() ? prompt.lastContent() : marked);
    }
}
