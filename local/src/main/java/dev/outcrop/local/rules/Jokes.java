package dev.outcrop.local.rules;

import java.util.List;
import java.util.Locale;

/** Old jokes about statisticians. */
final class Jokes {
    private static final List<String> ALL =
            List.of(
                    "A statistician drowned while wading across a river. It was three feet deep on"
                            + " average.",
                    "Two statisticians go hunting. The first shoots a metre to the left of the"
                            + " deer, the second a metre to the right. They shake hands: “On"
                            + " average, we hit it.”",
                    "A statistician's wife has twins. The vicar is delighted: “Bring them both on"
                            + " Sunday, and we will baptise them.” “Just one,” says the"
                            + " statistician. “The other is the control.”",
                    "How many statisticians does it take to change a light bulb? One to three, and"
                            + " they would like a larger sample of bulbs.",
                    "Statistics is never having to say that you are certain.");
    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");
    private static final int A_FEW = 3;

    private Jokes() {}

    static boolean askedFor(String text) {
        return text.toLowerCase(Locale.ROOT).contains("joke");
    }

    static String told(String asked) {
        int count = number(asked.toLowerCase(Locale.ROOT));
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "\n\n");
            text.append(count == 1 ? "" : i + 1 + ". ").append(ALL.get(i));
        }
        return text.toString();
    }

    private static int number(String asked) {
        for (String word : asked.split("[^a-z0-9]+", -1)) {
            int named = NUMBERS.indexOf(word) + 1;
            if (named > 0) {
                return named;
            }
            if (word.length() == 1 && word.charAt(0) >= '1' && word.charAt(0) <= '9') {
                return Math.min(word.charAt(0) - '0', ALL.size());
            }
        }
        return asked.contains("jokes") ? A_FEW : 1;
    }
}
