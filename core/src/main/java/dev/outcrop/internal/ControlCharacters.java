package dev.outcrop.internal;

/**
 * Makes untrusted text safe for a terminal and a log. A model can be made to write escape
 * sequences, which move the cursor, rename a window or fill the clipboard; and marks that show text
 * in another order. Each is replaced by a visible symbol or a replacement character.
 */
public final class ControlCharacters {
    private static final int MOST_OF_A_NAME = 200;
    private static final int REPLACEMENT = 0xFFFD;

    private ControlCharacters() {}

    /**
     * Returns the text of an exception on one line: each line end and tab becomes a space, and
     * other control characters are replaced as in {@link #text}.
     */
    public static String message(String text) {
        return isPlain(text) ? text : text(text).replace('\n', ' ').replace('\t', ' ');
    }

    /** Returns an untrusted name in double quotes, on one line and of limited length. */
    public static String quoted(String name) {
        return '"' + line(name, MOST_OF_A_NAME) + '"';
    }

    /**
     * Returns a short form of untrusted text: on one line, truncated at the limit, with one space
     * in place of white space, control characters and format characters, and U+FFFD in place of an
     * unpaired surrogate. An ellipsis marks truncation.
     *
     * @param limit the maximum number of code points, without the ellipsis
     */
    public static String line(String text, int limit) {
        var out = new StringBuilder(Math.min(text.length(), limit) + 1);
        int count = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                gap = count > 0;
                continue;
            }
            if (count + (gap ? 1 : 0) >= limit) {
                return out.append('…').toString();
            }
            if (gap) {
                out.append(' ');
                count++;
                gap = false;
            }
            out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c);
            count++;
        }
        return out.toString();
    }

    private static boolean isGap(int c) {
        return Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t' || !isHarmless(c)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the text with control characters replaced; line ends become {@code \n}. */
    public static String text(String text) {
        int i = 0;
        while (i < text.length() && isHarmless(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var safe = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                boolean ended = i + 1 < text.length() && text.charAt(i + 1) == '\n';
                safe.append(ended ? "" : "\n");
            } else {
                safe.append(isHarmless(c) ? c : picture(c));
            }
        }
        return safe.toString();
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT -> !turnsAround(c);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Unicode Standard Annex 9, section 2: marks, embeddings, overrides and isolates. */
    private static boolean turnsAround(char c) {
        return switch (c) {
            case '\u061c', '\u200e', '\u200f' -> true;
            default -> (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        };
    }

    private static char picture(char c) {
        if (c == 0x7f) {
            return '\u2421';
        }
        return c < 0x20 ? (char) ('\u2400' + c) : '\ufffd';
    }
}
