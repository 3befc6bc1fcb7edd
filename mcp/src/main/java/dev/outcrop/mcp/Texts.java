package dev.outcrop.mcp;

/** Makes texts of servers safe to show. */
final class Texts {
    private Texts() {}

    /** Returns the text with at most that many characters, and without control characters. */
    static String shown(String text, int most) {
        var safe = new StringBuilder();
        int end = Math.min(text.length(), most);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            safe.append(isShown(c) ? c : ' ');
        }
        return end < text.length() ? safe.append('…').toString() : safe.toString();
    }

    /** Bidirectional controls could show a text in another order than it is read. */
    private static boolean isShown(char c) {
        return c == '\n'
                || c == '\t'
                || (!Character.isISOControl(c)
                        && !(c >= '\u202a' && c <= '\u202e')
                        && !(c >= '\u2066' && c <= '\u2069'));
    }

    /** As {@link #shown}, on one line. */
    static String line(String text, int most) {
        return shown(text, most).replace('\n', ' ').replace('\t', ' ').strip();
    }
}
