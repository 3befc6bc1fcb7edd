package dev.outcrop.internal.aws.credentials;

import dev.outcrop.internal.ControlCharacters;

/** Quotes the words of a shell command in an error message. */
final class Shell {
    private Shell() {}

    static String word(String text) {
        return text.matches("[A-Za-z0-9._@/+-]+")
                ? text
                : "'" + ControlCharacters.line(text, 200).replace("'", "'\\''") + "'";
    }
}
