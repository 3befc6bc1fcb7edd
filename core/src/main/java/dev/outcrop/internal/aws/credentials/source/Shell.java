package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.internal.ControlCharacters;

/** Quotes the words of a shell command in an error message. */
public final class Shell {
    private Shell() {}

    public static String word(String text) {
        return text.matches("[A-Za-z0-9._@/+-]+")
                ? text
                : "'" + ControlCharacters.line(text, 200).replace("'", "'\\''") + "'";
    }
}
