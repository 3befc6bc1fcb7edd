package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides by words whether a text is about a topic, where Bedrock asks a model: if it has all words
 * of the topic's name, most words of an example, or if half of its own words are in the definition.
 */
record TopicMatcher(Set<String> name, Set<String> definition, List<Set<String>> examples)
        implements TextMatcher {
    private static final double SHARE_OF_EXAMPLE = 0.6;
    private static final double SHARE_OF_TEXT = 0.5;
    private static final int FEWEST_COMMON = 2;
    private static final int SHORTEST_STEM = 4;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?\\n。！？])");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** In the order in which they are tried. */
    private static final List<String> ENDINGS =
            List.of(
                    "ments", "ment", "ations", "ation", "ings", "ing", "ions", "ion", "ers", "er",
                    "ies", "ied", "ed", "is", "es", "al", "s", "e", "y");

    private static final Set<String> COMMON =
            Set.of(
                    """
                    a about after all also an and any are as at be been but by can could do does
                    for from get give had has have how i if in into is it its like may me more my
                    not of on or other our out please related regarding should so some such tell
                    than that the their them then there these they this those to topic topics
                    today us want was we were what when where which who why will with would you
                    your
                    """
                            .strip()
                            .split("\\s+"));

    static TopicMatcher of(Json.Obj topic) {
        var examples = new ArrayList<Set<String>>();
        for (Json example : topic.array("examples")) {
            if (example instanceof Json.Str(String text)) {
                examples.add(stems(text));
            }
        }
        return new TopicMatcher(
                stems(String.valueOf(topic.string("name"))),
                stems(String.valueOf(topic.string("definition"))),
                examples);
    }

    @Override
    public List<Match> find(String text) {
        int at = 0;
        for (String sentence : SENTENCE_END.split(text, -1)) {
            if (isAbout(stems(sentence))) {
                return List.of(new Match(at, at + sentence.length()));
            }
            at += sentence.length();
        }
        return List.of();
    }

    private boolean isAbout(Set<String> words) {
        if (!name.isEmpty() && words.containsAll(name)) {
            return true;
        }
        for (Set<String> example : examples) {
            int common = common(example, words);
            if (common >= Math.min(FEWEST_COMMON, example.size())
                    && common > 0
                    && common >= SHARE_OF_EXAMPLE * example.size()) {
                return true;
            }
        }
        int common = common(definition, words);
        return common >= FEWEST_COMMON && common >= SHARE_OF_TEXT * words.size();
    }

    private static int common(Set<String> these, Set<String> those) {
        return (int) these.stream().filter(those::contains).count();
    }

    /** Returns the words of a text that have a meaning, without their endings. */
    static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        for (String word : BETWEEN_WORDS.split(text, -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.length() > 1 && !COMMON.contains(lower)) {
                stems.add(stem(lower));
            }
        }
        return stems;
    }

    private static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
