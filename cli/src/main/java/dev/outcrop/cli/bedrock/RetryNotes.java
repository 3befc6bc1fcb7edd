package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.error.BedrockException;
import dev.outcrop.policy.Observer;

import java.io.PrintStream;
import java.time.Duration;

/** Prints why the command waits before a retry. */
final class RetryNotes implements Observer {
    private static final Duration WORTH_A_NOTE = Duration.ofSeconds(1);

    private final PrintStream err;

    RetryNotes(PrintStream err) {
        this.err = err;
    }

    @Override
    public void retrying(
            Observer.Call call, int nextAttempt, Duration wait, BedrockException failure) {
        if (wait.compareTo(WORTH_A_NOTE) >= 0) {
            String why =
                    failure.details().code() == null ? failure.what() : failure.details().code();
            err.println(
                    TerminalText.harmless(why) + ": retrying in " + wait.toSeconds() + " s ...");
        }
    }
}
