package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/** Finds the word that was probably meant. */
public final class Similar {
    private static final int MOST_EDITS = 2;

    private Similar() {}

    /** Returns the nearest of the words, at most two edits away; null if there is none. */
    public static @Nullable String to(String typed, Collection<String> words) {
        String nearest = null;
        int least = Math.min(MOST_EDITS, typed.length() / 2) + 1;
        for (String word : words) {
            int edits = edits(typed, word);
            if (edits < least) {
                least = edits;
                nearest = word;
            }
        }
        return nearest;
    }

    /** The distance of Damerau and Levenshtein: two letters swapped are one edit. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
