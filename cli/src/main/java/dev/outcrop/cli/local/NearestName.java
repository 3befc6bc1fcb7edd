package dev.outcrop.cli.local;

import java.util.Comparator;
import java.util.List;

/** Finds the name that was probably meant. */
final class NearestName {
    private static final int LONGEST = 100;

    private NearestName() {}

    /** Returns the name with the fewest edits; first those with the same beginning. */
    static String to(String text, List<String> names) {
        String plain = plain(text);
        return names.stream()
                .min(
                        Comparator.<String>comparingInt(name -> begins(plain, plain(name)))
                                .thenComparingInt(name -> edits(plain, plain(name))))
                .orElseThrow();
    }

    /** Names in camel case or with underscores mean the same. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(java.util.Locale.ROOT);
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    private static int begins(String one, String other) {
        boolean part = one.length() > 2 && (one.startsWith(other) || other.startsWith(one));
        return part ? 0 : 1;
    }

    /** The Levenshtein distance. */
    private static int edits(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(row[j - 1], before[j]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
