package dev.outcrop.transport;

/**
 * Text of the other side, made fit for a message: short, on one line, without control characters.
 */
final class Excerpt {
    private Excerpt() {}

    static String of(String text, int limit) {
        var out = new StringBuilder(Math.min(text.length(), limit) + 1);
        boolean gap = false;
        for (int i = 0; i < text.length() && out.length() < limit; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || isUnfit(c)) {
                gap = !out.isEmpty();
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        if (out.length() >= limit) {
            out.append('…');
        }
        return out.toString();
    }

    /** Control characters, and those that turn the direction of text around. */
    private static boolean isUnfit(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
