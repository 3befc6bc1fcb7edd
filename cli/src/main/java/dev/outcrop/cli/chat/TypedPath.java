package dev.outcrop.cli.chat;

import dev.outcrop.cli.terminal.UsageException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file named in a conversation, where no shell expands {@code ~} and removes quotes. */
final class TypedPath {
    private TypedPath() {}

    /** Returns the name as a shell passes it on. */
    static String of(String typed, Path home) {
        String name = unquoted(typed.strip());
        if (name.equals("~")) {
            return home.toString();
        }
        return name.startsWith("~/") ? home.resolve(name.substring(2)).toString() : name;
    }

    /**
     * Returns the file.
     *
     * @throws UsageException if the name cannot be one
     */
    static Path file(String typed, Path home, String command) {
        try {
            return Path.of(of(typed, home));
        } catch (InvalidPathException e) {
            throw new UsageException("This is not the name of a file.", command + " FILE");
        }
    }

    /** A file that is dropped on a terminal is typed in quotes. */
    private static String unquoted(String typed) {
        boolean quoted =
                typed.length() > 1
                        && (typed.charAt(0) == '\'' || typed.charAt(0) == '"')
                        && typed.charAt(typed.length() - 1) == typed.charAt(0);
        return quoted ? typed.substring(1, typed.length() - 1) : typed;
    }
}
