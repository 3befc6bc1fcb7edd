package dev.outcrop.cli.terminal;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers to sign in again with AWS's command line, if a session has expired. */
public final class SignIn {
    private static final Pattern COMMAND =
            Pattern.compile("aws (?:sso )?login(?: --profile ([A-Za-z0-9_.@+-]+))?");

    private SignIn() {}

    /**
     * Returns whether the person has signed in again. Asks only at a terminal.
     *
     * @param failure of the call; one that signing in does not repair is not asked about
     */
    public static boolean offer(BedrockException failure, ProcessContext stage) {
        String command = command(failure);
        if (command == null || !stage.stdio().inIsTerminal() || !stage.stdio().errIsTerminal()) {
            return false;
        }
        stage.stdio().err().println("error: " + TerminalText.harmless(failure.what()));
        String answer = TypedAnswer.to("  Run " + command + " now? [Y/n] ", stage);
        if (answer == null
                || !(answer.isEmpty()
                        || answer.toLowerCase(java.util.Locale.ROOT).startsWith("y"))) {
            return false;
        }
        return run(List.of(command.split(" ")), stage);
    }

    /** The command of an error that says to sign in; null for others. */
    static @Nullable String command(BedrockException failure) {
        String remedy = failure.details().remedy();
        if (!(failure instanceof CredentialsException) || remedy == null) {
            return null;
        }
        Matcher command = COMMAND.matcher(remedy);
        boolean again = remedy.startsWith("Sign in again");
        return again && command.find() && command.group(1) != null ? command.group() : null;
    }

    /** Its output goes to stderr: stdout is for the answer. */
    private static boolean run(List<String> command, ProcessContext stage) {
        try {
            var builder =
                    new ProcessBuilder("sh", "-c", "exec \"$@\" >&2", "sh", command.getFirst());
            builder.command().addAll(command.subList(1, command.size()));
            builder.environment().clear();
            builder.environment().putAll(stage.env());
            return builder.inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            stage.stdio()
                    .err()
                    .println("Cannot run " + command.getFirst() + ": " + FileErrors.reason(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
