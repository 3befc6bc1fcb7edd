package dev.outcrop.aws.source;

import dev.outcrop.text.Harmless;

/** Words of a command that a person is told to type. */
final class Shell {
    private Shell() {}

    static String word(String text) {
        return text.matches("[A-Za-z0-9._@/+-]+")
                ? text
                : "'" + Harmless.line(text, 200).replace("'", "'\\''") + "'";
    }
}
