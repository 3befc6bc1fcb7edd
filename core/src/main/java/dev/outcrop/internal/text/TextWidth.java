package dev.outcrop.internal.text;

import java.lang.Character.UnicodeScript;

/** The width of characters on a terminal: an estimate, because terminals differ. */
final class TextWidth {
    private TextWidth() {}

    static int of(CharSequence text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        if ((codePoint >= 0x1f300 && codePoint <= 0x1faff)
                || (codePoint >= 0x3000 && codePoint <= 0x303e)
                || (codePoint >= 0xff01 && codePoint <= 0xff60)) {
            return true;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
            default -> false;
        };
    }
}
