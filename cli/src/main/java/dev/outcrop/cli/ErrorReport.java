package dev.outcrop.cli;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.ValidationException;

import java.io.PrintStream;
import java.util.ArrayList;

/**
 * Says on stderr what went wrong: a line with what happened, a line with the facts, and what to
 * try. What the service said is made harmless, for it is shown on a terminal more often than not.
 */
final class ErrorReport {
    private final PrintStream err;
    private final boolean color;
    private final boolean debug;

    private ErrorReport(PrintStream err, boolean color, boolean debug) {
        this.err = err;
        this.color = color;
        this.debug = debug;
    }

    static ErrorReport of(Stage stage, CommonOptions options) {
        Stdio stdio = stage.stdio();
        return new ErrorReport(
                stdio.err(), options.color.on(stdio.errIsTerminal(), stage.env()), options.debug);
    }

    void print(UsageException e) {
        print("error", e.what(), "", e.remedy());
        trace(e);
    }

    void print(BedrockException e) {
        String kind = e instanceof IncompleteReplyException ? "warning" : "error";
        print(kind, e.what(), facts(e.facts()), remedy(e));
        if (e instanceof CredentialsException && e.facts().status() == 0) {
            err.println("        outcrop ask --local \"hi\"    # needs no account");
        }
        trace(e);
    }

    void print(OutputException e) {
        print("error", e.what(), "", "");
        trace(e);
    }

    /** Something that nobody foresaw. */
    void printUnexpected(Throwable e) {
        print(
                "error",
                "Outcrop itself failed: " + e,
                "",
                debug ? "" : "the same with --debug, and report what it prints");
        trace(e);
    }

    private void print(String kind, String what, String facts, String remedy) {
        String line = TerminalText.harmless(what.replaceAll("\\s+", " ").strip());
        int sentence = line.indexOf(". ") + 1;
        String first = sentence == 0 ? line : line.substring(0, sentence);
        String rest = sentence == 0 ? "" : line.substring(sentence + 1);

        err.println((color ? "\033[31m" + kind + ":\033[0m " : kind + ": ") + first);
        if (!rest.isEmpty() || !facts.isEmpty()) {
            err.println("  " + rest + (rest.isEmpty() || facts.isEmpty() ? "" : " ") + facts);
        }
        if (!remedy.isEmpty()) {
            err.println("  Try:  " + TerminalText.harmless(remedy));
        }
        err.flush();
    }

    /** The library's, but where the command has a word of its own for it. */
    private static String remedy(BedrockException e) {
        String remedy = e.facts().remedy();
        if (e instanceof ValidationException && e.what().startsWith("No region")) {
            return "--region us-east-1, or the region of your models";
        }
        if (e instanceof IncompleteReplyException && remedy != null) {
            return "a larger --max-tokens";
        }
        return remedy == null ? "" : remedy;
    }

    private static String facts(Facts facts) {
        var known = new ArrayList<String>();
        if (facts.code() != null) {
            known.add(TerminalText.harmless(facts.code()));
        }
        if (facts.status() != 0) {
            known.add("HTTP " + facts.status());
        }
        if (facts.modelId() != null && facts.status() != 0) {
            known.add("model " + TerminalText.harmless(facts.modelId()));
        }
        if (facts.requestId() != null) {
            known.add("request " + TerminalText.harmless(facts.requestId()));
        }
        if (facts.attempts() > 1) {
            known.add(facts.attempts() + " attempts");
        }
        return known.isEmpty() ? "" : "(" + String.join(", ", known) + ")";
    }

    private void trace(Throwable e) {
        if (debug) {
            e.printStackTrace(err);
        }
    }
}
