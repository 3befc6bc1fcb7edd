package dev.outcrop.local.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores tools by the words that they have in common with a question: their names count most, then
 * the names of their inputs, then descriptions. A word of fewer tools counts more.
 */
final class ToolRanking {
    private static final double NAME = 3;
    private static final double INPUT = 1.5;
    private static final double DESCRIPTION = 1;
    private static final double INPUT_DESCRIPTION = 0.5;

    /**
     * A tool and how it matches.
     *
     * @param isStrong whether a word of its name matches, or two others
     */
    record Match(Tool tool, double score, boolean isStrong) {}

    private final List<Tool> tools;
    private final List<Map<String, Double>> vocabularies = new ArrayList<>();
    private final Map<String, Integer> frequency = new HashMap<>();

    ToolRanking(List<Tool> tools) {
        this.tools = tools;
        for (Tool tool : tools) {
            Map<String, Double> words = new HashMap<>();
            add(words, tool.name(), NAME);
            add(words, tool.description(), DESCRIPTION);
            tool.inputs()
                    .forEach(
                            (name, schema) -> {
                                add(words, name, INPUT);
                                String said = schema.string("description");
                                add(words, said == null ? "" : said, INPUT_DESCRIPTION);
                            });
            vocabularies.add(words);
            words.keySet().forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
    }

    private static void add(Map<String, Double> words, String text, double weight) {
        Words.of(text).forEach(word -> words.merge(word, weight, Math::max));
    }

    /** Returns the tool with the highest score, the first of equals; empty if no word matches. */
    Optional<Match> best(String question) {
        Set<String> asked = Words.of(question);
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            matches.add(match(tools.get(i), vocabularies.get(i), asked));
        }
        return matches.stream()
                .filter(match -> match.score() > 0)
                .sorted(Comparator.comparingDouble(match -> -match.score()))
                .findFirst();
    }

    private Match match(Tool tool, Map<String, Double> vocabulary, Set<String> asked) {
        double score = 0;
        int words = 0;
        boolean named = false;
        for (String word : asked) {
            double weight = vocabulary.getOrDefault(word, 0.0);
            if (weight > 0) {
                score +=
                        weight
                                * Math.log1p(
                                        (double) tools.size() / frequency.getOrDefault(word, 1));
                words++;
                named |= weight == NAME;
            }
        }
        return new Match(tool, score, named || words > 1);
    }
}
