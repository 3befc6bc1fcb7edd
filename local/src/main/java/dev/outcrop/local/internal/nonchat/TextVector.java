package dev.outcrop.local.internal.nonchat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A unit vector for a text, the same in every run: each word has a direction of its own, so texts
 * with common words are close to each other.
 */
final class TextVector {
    /** Words beyond these change nothing. */
    private static final int MOST_WORDS = 2_000;

    private static final int LONGEST_WORD = 100;

    /** Words that say little about a text, with a small weight. */
    private static final Set<String> COMMON =
            Set.of(
                    "a", "an", "the", "of", "to", "in", "on", "at", "is", "are", "was", "and", "or",
                    "for", "with", "it", "this", "that", "i", "you", "we", "be", "by", "as");

    private static final double WEIGHT_OF_COMMON = 0.1;

    private TextVector() {}

    /** Returns the vector of a text with the given number of dimensions. */
    static double[] of(String text, int dimensions) {
        double[] sum = new double[dimensions];
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words(text)) {
            counts.merge(word, 1, Integer::sum);
        }
        if (counts.isEmpty()) {
            counts.put("", 1);
        }
        counts.forEach((word, count) -> add(sum, word, weight(word, count)));
        return unit(sum);
    }

    /** Returns the words of a text in lower case, a bounded number of them. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.length() && words.size() < MOST_WORDS; ) {
            int c = i < text.length() ? text.codePointAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                if (word.length() < LONGEST_WORD) {
                    word.appendCodePoint(c);
                }
            } else if (!word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            i += Character.charCount(c);
        }
        return words;
    }

    private static double weight(String word, int count) {
        double frequency = 1 + Math.log(count);
        return COMMON.contains(word) ? frequency * WEIGHT_OF_COMMON : frequency;
    }

    private static void add(double[] sum, String word, double weight) {
        var direction = new SplittableRandom(hash(word));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * (direction.nextDouble() * 2 - 1);
        }
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private static double[] unit(double[] sum) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = length == 0 ? 0 : sum[i] / length;
        }
        return sum;
    }

    /** Returns the cosine of two unit vectors. */
    static double cosine(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
