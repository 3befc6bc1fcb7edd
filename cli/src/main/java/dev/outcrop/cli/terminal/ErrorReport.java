package dev.outcrop.cli.terminal;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.function.Function;

/**
 * Prints an error to stderr: a line with what happened, a line with the details, and what to try.
 * Text of the service is sanitized, because stderr is usually a terminal.
 */
public final class ErrorReport {
    private final PrintStream err;
    private final boolean color;
    private final boolean debug;
    private final Function<String, @Nullable String> commands;

    private ErrorReport(
            PrintStream err,
            boolean color,
            boolean debug,
            Function<String, @Nullable String> commands) {
        this.err = err;
        this.color = color;
        this.debug = debug;
        this.commands = commands;
    }

    public static ErrorReport of(ProcessContext stage, CommonOptions options) {
        return of(stage, options, option -> null);
    }

    /**
     * Returns a report that proposes whole commands.
     *
     * @param commands from an option of a remedy to a whole command; null if there is none
     */
    public static ErrorReport of(
            ProcessContext stage,
            CommonOptions options,
            Function<String, @Nullable String> commands) {
        Stdio stdio = stage.stdio();
        return new ErrorReport(
                stdio.err(),
                options.color.on(stdio.errIsTerminal(), stage.env()),
                options.debug,
                commands);
    }

    public void print(UsageException e) {
        print("error", e.what(), "", e.remedy());
        trace(e);
    }

    public void print(BedrockException e) {
        String kind = e instanceof IncompleteReplyException ? "warning" : "error";
        print(kind, CommandRemedy.what(e), details(e.details()), remedy(e));
        if (e instanceof CredentialsException && e.details().status() == 0) {
            err.println("        outcrop ask --local \"hi\"    # needs no account");
        }
        trace(e);
    }

    public void print(OutputException e) {
        print("error", e.what(), "", "");
        trace(e);
    }

    /** Prints an unexpected error. */
    public void printUnexpected(Throwable e) {
        print(
                "error",
                "Internal error: " + e,
                "",
                debug ? "" : "run it again with --debug, and report the output");
        trace(e);
    }

    private void print(String kind, String what, String details, String remedy) {
        String line = TerminalText.harmless(what.replaceAll("\\s+", " ").strip());
        int sentence = line.indexOf(". ") + 1;
        String first = sentence == 0 ? line : line.substring(0, sentence);
        String rest = sentence == 0 ? "" : line.substring(sentence + 1);

        err.println((color ? "\033[31m" + kind + ":\033[0m " : kind + ": ") + first);
        if (!rest.isEmpty() || !details.isEmpty()) {
            err.println("  " + rest + (rest.isEmpty() || details.isEmpty() ? "" : " ") + details);
        }
        String command = CommandRemedy.whole(remedy, commands);
        if (!remedy.isEmpty() && (command == null || CommandRemedy.isSentence(remedy))) {
            err.println("  Hint: " + TerminalText.harmless(remedy));
        }
        if (command != null) {
            err.println("  Try:  " + TerminalText.harmless(command));
        }
        err.flush();
    }

    /** The library's remedy, unless the command has its own. */
    private static String remedy(BedrockException e) {
        String remedy = e.details().remedy();
        if (e instanceof ValidationException && e.what().startsWith("No region")) {
            return "outcrop config set region us-east-1";
        }
        if (e instanceof IncompleteReplyException && remedy != null) {
            return "--max-tokens 32000";
        }
        if (e instanceof AccessDeniedException
                && e.what().contains("is not authorized to perform")
                && e.details().modelId() != null) {
            return "outcrop help iam -m " + e.details().modelId();
        }
        return remedy == null ? "" : CommandRemedy.of(remedy);
    }

    private static String details(ErrorDetails details) {
        var known = new ArrayList<String>();
        if (details.code() != null) {
            known.add(TerminalText.harmless(details.code()));
        }
        if (details.status() != 0) {
            known.add("HTTP " + details.status());
        }
        if (details.modelId() != null && details.status() != 0) {
            known.add("model " + TerminalText.harmless(details.modelId()));
        }
        if (details.requestId() != null) {
            known.add("request " + TerminalText.harmless(details.requestId()));
        }
        if (details.attempts() > 1) {
            known.add(details.attempts() + " attempts");
        }
        return known.isEmpty() ? "" : "(" + String.join(", ", known) + ")";
    }

    private void trace(Throwable e) {
        if (debug) {
            e.printStackTrace(err);
        }
    }
}
