package dev.outcrop.internal.aws.config;

/**
 * The characters that AWS's command line treats as space around names and values, including
 * non-breaking spaces.
 */
final class Space {
    private static final char NEXT_LINE = 0x85;

    private Space() {}

    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
