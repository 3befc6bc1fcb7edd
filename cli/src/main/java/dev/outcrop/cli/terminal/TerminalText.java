package dev.outcrop.cli.terminal;

/**
 * Sanitizes text for a terminal. A model can be made to write escape sequences, which move the
 * cursor, rename windows or fill the clipboard; and marks that show text in another order.
 *
 * <p>Text may arrive in pieces, cut at any position: only a carriage return, and the first half of
 * a character, are held back until the next piece.
 */
public final class TerminalText {
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final char REPLACEMENT = '\ufffd';

    private boolean carriageReturn;
    private String half = "";

    /** Sanitizes a whole text. */
    public static String harmless(String text) {
        var filter = new TerminalText();
        return filter.next(text) + filter.end();
    }

    /** Sanitizes the next piece. */
    public String next(String arrived) {
        String piece = half + arrived;
        boolean cut =
                !piece.isEmpty() && Character.isHighSurrogate(piece.charAt(piece.length() - 1));
        half = cut ? piece.substring(piece.length() - 1) : "";
        return filtered(cut ? piece.substring(0, piece.length() - 1) : piece);
    }

    private String filtered(String piece) {
        var safe = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (carriageReturn && c != '\n') {
                safe.append(picture('\r'));
            }
            carriageReturn = c == '\r';
            if (!carriageReturn) {
                safe.append(isHarmless(c) ? c : picture(c));
            }
        }
        return safe.toString();
    }

    /** Returns the rest at the end of the text. */
    public String end() {
        String rest = filtered(half);
        half = "";
        boolean left = carriageReturn;
        carriageReturn = false;
        return left ? rest + picture('\r') : rest;
    }

    private static boolean isHarmless(char c) {
        return c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f) || (c > 0x9f && !isBidiControl(c));
    }

    /** Unicode Standard Annex 9, section 2: the directional formatting characters. */
    private static boolean isBidiControl(char c) {
        return c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static char picture(char c) {
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        return c == 0x7f ? PICTURE_OF_DELETE : REPLACEMENT;
    }
}
