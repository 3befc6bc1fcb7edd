package dev.outcrop.local.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The stems of the words of a text, without those that say nothing about its subject. */
final class Words {
    /** Only the beginning and the end of a longer text are read. */
    private static final int LONGEST = 4_000;

    private static final Set<String> STOP =
            Set.of(
                    ("a about all also an and any are as at be been between by call can could current"
                                    + " currently did do does eg example for from function get give"
                                    + " given had has have hello help hi how i if in input into is"
                                    + " it its like list long made make many may me more most much"
                                    + " my name need new no not now of on one or our out output"
                                    + " parameter please provide provided required result return"
                                    + " returns right s say should show so some specific specified"
                                    + " string t tell than that the their them then there these"
                                    + " they this to today tool type up us use used user using"
                                    + " value want was we were what when where which who whose why"
                                    + " will with would you your")
                            .split(" ", -1));

    /** Signs between numbers, and the words for them. */
    private static final Map<Pattern, List<String>> SIGNS =
            Map.of(
                    Pattern.compile("\\d\\s*[*×]\\s*\\d|\\d\\s+x\\s+\\d"),
                    List.of("multiply", "product", "calculate"),
                    Pattern.compile("\\d\\s*\\+\\s*\\d"),
                    List.of("add", "sum", "calculate"),
                    Pattern.compile("\\d\\s+[-−]\\s+\\d"),
                    List.of("subtract", "difference", "calculate"),
                    Pattern.compile("\\d\\s*[/÷]\\s*\\d"),
                    List.of("divide", "quotient", "calculate"));

    private Words() {}

    /** Returns the stems, with words for arithmetic signs; {@code getTopSong} is three words. */
    static Set<String> of(String text) {
        String read =
                text.length() <= LONGEST
                        ? text
                        : text.substring(0, LONGEST / 2)
                                + " "
                                + text.substring(text.length() - LONGEST / 2);
        Set<String> stems = new LinkedHashSet<>();
        for (String word : split(read)) {
            if (!STOP.contains(word)) {
                stems.add(stem(word));
            }
        }
        SIGNS.forEach(
                (sign, words) -> {
                    if (sign.matcher(read).find()) {
                        words.forEach(word -> stems.add(stem(word)));
                    }
                });
        return stems;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        String spaced = text.replaceAll("([a-z\\d])([A-Z])", "$1 $2").replaceAll("['’]", " ");
        for (String word : spaced.split("[^\\p{L}\\d]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** Removes the usual endings: both sides of a comparison lose the same. */
    static String stem(String word) {
        if (word.length() > 4 && (word.endsWith("ies") || word.endsWith("ied"))) {
            return word.substring(0, word.length() - 3) + "y";
        }
        String stem = word;
        if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        for (String ending : List.of("ing", "ed", "ion", "or", "er")) {
            if (stem.length() > ending.length() + 4 && stem.endsWith(ending)) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        return stem.length() > 4 && stem.endsWith("e")
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }
}
