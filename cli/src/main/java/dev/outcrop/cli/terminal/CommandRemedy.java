package dev.outcrop.cli.terminal;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.LimitReachedException;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A remedy of the library in terms of the command: options, no Java calls. */
public final class CommandRemedy {
    /** The library puts the Java call after the command: {@code outcrop models (in Java: …)}. */
    private static final Pattern JAVA =
            Pattern.compile(
                    "\\s*\\(in Java[^()]*(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)[^()]*)*\\)");

    /** The beginning of a command, of options, or of a slash command. */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:outcrop|aws|export|unset|iconv|mkdir|mv|df|ls)\\b.*|-{1,2}[a-z].*|/[a-z].*");

    /** A command within a sentence. */
    private static final Pattern WITHIN =
            Pattern.compile(
                    "`((?:aws|outcrop) [^`]+)`|(?:List them|List the models|Sign in again):"
                            + " ((?:outcrop|aws) [^,.]+)");

    /** A sentence that names the inference profile to use. */
    private static final Pattern USE =
            Pattern.compile("Use ([a-z-]+\\.[a-z0-9]+\\.[\\w.:-]*\\w)(?=[.,:]?(?: |$))");

    private static final Pattern ROUNDS = Pattern.compile("the limit of (\\d{1,6}) tool rounds");

    private CommandRemedy() {}

    /** Returns whether a remedy says more than the command to paste. */
    public static boolean isSentence(String remedy) {
        return !COMMAND.matcher(remedy).matches();
    }

    /** Returns the command or the option of a remedy; null if it is only a sentence. */
    private static @Nullable String command(String remedy) {
        if (COMMAND.matcher(remedy).matches()) {
            return remedy;
        }
        Matcher id = USE.matcher(remedy);
        if (id.lookingAt()) {
            return "-m " + id.group(1);
        }
        Matcher within = WITHIN.matcher(remedy);
        if (!within.find()) {
            return null;
        }
        return within.group(1) == null ? within.group(2).strip() : within.group(1);
    }

    /**
     * Returns the whole command of a remedy; what follows two spaces is a comment for the shell.
     *
     * @param commands from an option to a command that has it; null if there is none
     * @return null if it has none
     */
    public static @Nullable String whole(
            String remedy, Function<String, @Nullable String> commands) {
        String command = command(remedy);
        if (command == null) {
            return null;
        }
        String[] parts = command.split(" {2,}", 2);
        String whole = parts[0].startsWith("-") ? commands.apply(parts[0]) : parts[0];
        return whole == null || parts.length == 1 ? whole : whole + "    # " + parts[1];
    }

    /** Returns what happened, with the limit of rounds of tools as the option has it. */
    static String what(BedrockException e) {
        Matcher rounds = ROUNDS.matcher(e.what());
        return e instanceof LimitReachedException && rounds.lookingAt()
                ? rounds.replaceFirst(
                        "the limit of --max-turns " + (Integer.parseInt(rounds.group(1)) + 1))
                : e.what();
    }

    /** Removes Java calls, and replaces names of settings by those of the options. */
    public static String of(String remedy) {
        return JAVA.matcher(remedy)
                .replaceAll("")
                .replace(
                        "Describe the members with @Describe, or allow repairs with"
                                + " Extraction.withRepairs.",
                        "Describe the members in the schema, or use another model.")
                .replace(" with Params.withExtra(…)", " with --param")
                .replace("maxTokens", "--max-tokens")
                .replace("the limit in ToolLimits", "--max-turns or --max-cost");
    }
}
