package dev.outcrop.internal.tool;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.tool.Approval;

import java.time.Duration;
import java.util.Locale;

/** What is said of what went wrong. */
final class ToolFailure {
    private ToolFailure() {}

    /** For the model: the message, and never the stack trace. */
    static String message(Throwable thrown) {
        return "The tool failed: " + what(thrown);
    }

    /** The message, or the name of the class where there is none, or where asking for it fails. */
    private static String what(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable e) { // whoever wrote the exception wrote this, too
            message = null;
        }
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    static String words(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%d seconds", millis / 1_000);
    }

    /** The approval, or what the approver threw. */
    static Approval rethrown(ToolTask.Done done) {
        return switch (done.thrown()) {
            case null -> {
                if (done.value() instanceof Approval approval) {
                    yield approval;
                }
                throw new IllegalStateException("the approver must return an approval");
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case InterruptedException e ->
                    throw new CancelledException(
                            "interrupted while waiting for the approval of a tool",
                            ErrorDetails.NONE,
                            e);
            case Throwable e ->
                    throw new IllegalStateException("the approver failed: " + what(e), e);
        };
    }
}
