package dev.outcrop.aws;

/** Text from outside, made safe to show in a terminal or a log. */
final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** The text with U+FFFD in place of each control, format and separator character. */
    static String of(String text) {
        var safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            safe.appendCodePoint(isUnsafe(c) ? REPLACEMENT : c);
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
