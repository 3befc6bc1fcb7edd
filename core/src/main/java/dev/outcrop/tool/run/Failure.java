package dev.outcrop.tool.run;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.tool.Approval;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** What is said of what went wrong. */
final class Failure {
    private Failure() {}

    /** For the model: the message, and never the stack trace. */
    static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return "The tool failed: "
                + (message == null || message.isBlank()
                        ? thrown.getClass().getSimpleName()
                        : message);
    }

    static String words(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%d seconds", millis / 1_000);
    }

    /** The approval, or what the approver threw. */
    static Approval rethrown(Work.Done done) {
        return switch (done.thrown()) {
            case null -> (Approval) Objects.requireNonNull(done.value(), "an approver's answer");
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e ->
                    throw new CancelledException(
                            "whoever was to approve a tool was interrupted", Facts.NONE, e);
        };
    }
}
