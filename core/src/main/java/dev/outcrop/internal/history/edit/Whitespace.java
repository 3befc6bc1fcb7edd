package dev.outcrop.internal.history.edit;

/**
 * Detects blank text. Bedrock checks in Java and model providers in Python, so the white space of
 * both counts: a no-break space, too.
 */
public final class Whitespace {
    private Whitespace() {}

    public static boolean isBlank(String text) {
        return end(text) == 0;
    }

    /** Returns the text without white space at its end; the same instance if there is none. */
    public static String withoutTrailing(String text) {
        int end = end(text);
        return end == text.length() ? text : text.substring(0, end);
    }

    private static int end(String text) {
        int end = text.length();
        while (end > 0 && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isWhitespace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
