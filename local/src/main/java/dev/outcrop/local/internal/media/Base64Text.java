package dev.outcrop.local.internal.media;

/** Checks base64 text: only its alphabet, with padding, without separators. */
public final class Base64Text {
    private Base64Text() {}

    /** Returns the number of encoded bytes; negative for text that is not base64. */
    public static long decodedLength(String text) {
        int length = text.length();
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        if (length % 4 != 0) {
            return -1;
        }
        for (int i = 0; i < length - padding; i++) {
            if (!isOfTheAlphabet(text.charAt(i))) {
                return -1;
            }
        }
        return length / 4 * 3L - padding;
    }

    private static boolean isOfTheAlphabet(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }
}
