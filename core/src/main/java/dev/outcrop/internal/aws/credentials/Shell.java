package dev.outcrop.internal.aws.credentials;

import dev.outcrop.internal.ControlCharacters;

/** Words of a command that a person is told to type. */
final class Shell {
    private Shell() {}

    static String word(String text) {
        return text.matches("[A-Za-z0-9._@/+-]+")
                ? text
                : "'" + ControlCharacters.line(text, 200).replace("'", "'\\''") + "'";
    }
}
