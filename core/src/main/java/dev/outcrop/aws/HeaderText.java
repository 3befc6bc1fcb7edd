package dev.outcrop.aws;

/** Rejects secrets that cannot be sent in a header; never shows them. */
final class HeaderText {
    private HeaderText() {}

    static void require(String value, String what) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is empty.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "The "
                                + what
                                + " contains a space, a line break or another"
                                + " character that is not allowed in a header, at"
                                + " position "
                                + i
                                + ".");
            }
        }
    }
}
