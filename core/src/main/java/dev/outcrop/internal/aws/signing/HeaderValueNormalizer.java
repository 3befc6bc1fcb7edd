package dev.outcrop.internal.aws.signing;

/** Normalizes the value of a header for signing: trimmed, and with single spaces. */
final class HeaderValueNormalizer {
    private static final String SPACES = " \t\n\r\f\u000b";

    private HeaderValueNormalizer() {}

    static void add(String value, StringBuilder text) {
        if (isFolded(value)) {
            text.append(value);
            return;
        }
        int start = text.length();
        boolean between = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (SPACES.indexOf(c) >= 0) {
                between = text.length() > start;
            } else {
                if (between) {
                    text.append(' ');
                    between = false;
                }
                text.append(c);
            }
        }
    }

    /**
     * Checks the whole text at once: almost every value is normalized, and checking each letter is
     * slower.
     */
    private static boolean isFolded(String value) {
        for (int i = 1; i < SPACES.length(); i++) {
            if (value.indexOf(SPACES.charAt(i)) >= 0) {
                return false;
            }
        }
        return !value.startsWith(" ") && !value.endsWith(" ") && !value.contains("  ");
    }
}
