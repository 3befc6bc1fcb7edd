package dev.outcrop.message;

/** Checks base64 text, by the rules of {@link java.util.Base64#getDecoder}. */
final class Base64Text {
    private Base64Text() {}

    /**
     * Rejects text that cannot be decoded; never quotes it.
     *
     * @throws IllegalArgumentException says where it is wrong
     */
    static void require(String text) {
        int length = text.length();
        int digits = length - padding(text);
        for (int i = 0; i < digits; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new IllegalArgumentException("invalid Base64: character at position " + i);
            }
        }
        boolean fits = digits == length ? digits % 4 != 1 : length % 4 == 0;
        if (!fits) {
            throw new IllegalArgumentException(
                    "invalid Base64: length of " + length + " characters");
        }
    }

    /** Returns the number of bytes that a base64 text encodes. */
    static int size(String text) {
        int digits = text.length() - padding(text);
        return digits / 4 * 3 + Math.max(0, digits % 4 - 1);
    }

    private static int padding(String text) {
        return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }
}
