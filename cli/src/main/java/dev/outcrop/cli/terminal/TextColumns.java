package dev.outcrop.cli.terminal;

import org.jline.utils.WCWidth;

/**
 * The columns that text takes on a terminal, by grapheme clusters: what a person sees as one
 * character.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode Standard Annex 29</a>
 */
public final class TextColumns {
    /** Longer clusters are cut: a text can contain thousands of marks after one letter. */
    private static final int LONGEST = 64;

    /** Code points below it are clusters of their own. */
    private static final int FIRST_MARK = 0x300;

    private TextColumns() {}

    /** Returns whether a code point belongs to the cluster before it. */
    public static boolean joins(CharSequence cluster, int c) {
        if (c < FIRST_MARK || cluster.isEmpty() || cluster.length() >= LONGEST) {
            return false;
        }
        String both = cluster + Character.toString(c);
        return WCWidth.charCountForGraphemeCluster(both, 0) == both.length();
    }

    /**
     * Returns the columns of one cluster. Those of an emoji are two, of how many code points it may
     * consist. Those of a letter with marks are the sum: so terminals show the marks of Indic
     * scripts that take space, with few exceptions.
     */
    public static int ofCluster(CharSequence cluster) {
        int first = Character.codePointAt(cluster, 0);
        return Character.isEmoji(first)
                ? Math.max(0, WCWidth.wcwidthForGraphemeCluster(cluster, 0))
                : cluster.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** Returns whether a cluster is an ideograph or an emoji, beside which a line may be broken. */
    public static boolean isWide(CharSequence cluster) {
        int first = Character.codePointAt(cluster, 0);
        return WCWidth.wcwidth(first) > 1 || (Character.isEmoji(first) && ofCluster(cluster) > 1);
    }

    /** Returns the columns of a text, without its escape sequences. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '\033') {
                int end = text.indexOf('m', i);
                i = end < 0 ? text.length() : end + 1;
            } else {
                int end = clusterEnd(text, i);
                columns += ofCluster(text.substring(i, end));
                i = end;
            }
        }
        return columns;
    }

    /** Returns the beginning of a text without escape sequences; if it is cut, it ends with "…". */
    public static String cut(String text, int columns) {
        int taken = 0;
        int fits = 0; // where it is cut if the rest does not fit
        for (int i = 0; i < text.length(); ) {
            int end = clusterEnd(text, i);
            taken += ofCluster(text.substring(i, end));
            if (taken > columns) {
                return columns < 1 ? "" : text.substring(0, fits) + "…";
            }
            fits = taken < columns ? end : fits;
            i = end;
        }
        return text;
    }

    private static int clusterEnd(String text, int from) {
        int end = from + Character.charCount(text.codePointAt(from));
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (!joins(text.subSequence(from, end), c)) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
