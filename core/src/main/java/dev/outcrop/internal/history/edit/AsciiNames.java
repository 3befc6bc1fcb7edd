package dev.outcrop.internal.history.edit;

/** Names and ids of ASCII letters, digits and some signs, as in Bedrock's patterns. */
public final class AsciiNames {
    private AsciiNames() {}

    public static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    public static boolean isLegal(String text, String signs, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && signs.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the text if it is legal or empty; else truncated, with {@code _} for illegal
     * characters.
     */
    public static String legal(String text, String signs, int longest) {
        if (isLegal(text, signs, longest)) {
            return text;
        }
        var legal = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), longest); i++) {
            char c = text.charAt(i);
            legal.append(isLetterOrDigit(c) || signs.indexOf(c) >= 0 ? c : '_');
        }
        return legal.toString();
    }
}
