package dev.outcrop.text;

/**
 * Takes the power out of control characters. A model can be made to say escape sequences, which
 * move a cursor, rename a window or fill a clipboard; and marks that show words in another order
 * than they have. Each becomes a picture of itself, or a sign that something stood there.
 */
final class Harmless {
    private Harmless() {}

    /** The text without powers; line ends become {@code \n}. */
    static String text(String text) {
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
