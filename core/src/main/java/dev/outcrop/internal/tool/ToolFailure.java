package dev.outcrop.internal.tool;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.tool.Approver.Approval;

import java.time.Duration;
import java.util.Locale;

/** Messages for failures of tools. */
final class ToolFailure {
    private ToolFailure() {}

    /** The message for the model, never with the stack trace. */
    static String message(Throwable thrown) {
        return "The tool failed: " + what(thrown);
    }

    /** The message, or the name of the class if there is none, or if getting it fails. */
    private static String what(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable e) { // thrown by the exception's own code
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
