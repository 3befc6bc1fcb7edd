package dev.outcrop.internal.aws.signing;

/**
 * The value of a header as it is signed: without white space around, and with one space where there
 * were several.
 */
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
     * Asks for the whole text each time: almost every value is, and to look at each letter costs.
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
