package dev.outcrop.cli.terminal;

import java.util.regex.Pattern;

/** A remedy of the library in terms of the command: options, no Java calls. */
public final class CommandRemedy {
    /** The library puts the Java call after the command: {@code outcrop models (in Java: …)}. */
    private static final Pattern JAVA =
            Pattern.compile(
                    "\\s*\\(in Java[^()]*(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)[^()]*)*\\)");

    private CommandRemedy() {}

    /** Removes Java calls, and replaces names of settings by those of the options. */
    public static String of(String remedy) {
        return JAVA.matcher(remedy)
                .replaceAll("")
                .replace("maxTokens", "--max-tokens")
                .replace("the limit in ToolLimits", "--max-turns or --max-cost");
    }
}
