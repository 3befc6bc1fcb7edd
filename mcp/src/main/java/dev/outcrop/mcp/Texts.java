package dev.outcrop.mcp;

/** Makes texts of servers safe to show. */
final class Texts {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    /** Variants of ideographs; in a row, they are a hidden text of bytes. */
    private static final int FIRST_VARIATION = 0xe0100;

    private static final int LAST_VARIATION = 0xe01ef;

    private Texts() {}

    /**
     * Returns the text with at most that many characters, and without control characters and
     * characters that are not shown: a model reads them, and the person who approves does not.
     */
    static String shown(String text, int most) {
        var safe = new StringBuilder();
        int end = Math.min(text.length(), most);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isShown(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(' ');
            }
        }
        return end < text.length() ? safe.append('…').toString() : safe.toString();
    }

    /** Format characters turn texts around or are invisible; joiners belong to some scripts. */
    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SURROGATE -> false;
            default -> c < FIRST_VARIATION || c > LAST_VARIATION;
        };
    }

    /** As {@link #shown}, on one line. */
    static String line(String text, int most) {
        return shown(text, most).replace('\n', ' ').replace('\t', ' ').strip();
    }
}
