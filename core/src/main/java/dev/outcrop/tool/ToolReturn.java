package dev.outcrop.tool;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * The end of a tool request. Immutable.
 *
 * @param request the request, as it was when the tool ran
 * @param result the result for the model
 * @param outcome how it ended
 * @param failure what the tool threw, or the error in its input; null otherwise. The model receives
 *     only its message
 * @param took how long the tool ran; zero if it did not run
 */
public record ToolReturn(
        ToolRequest request,
        Content.ToolResult result,
        Outcome outcome,
        @Nullable Throwable failure,
        Duration took) {
    /** How a request can end. */
    public enum Outcome {
        /** The tool ran, and returned. */
        RETURNED,
        /** The tool threw an exception, or returned a value that cannot be sent. */
        FAILED,
        /** The tool exceeded its time limit, and was interrupted. */
        TIMED_OUT,
        /** The question was cancelled before the tool had ended, and it was interrupted. */
        CANCELLED,
        /** A hook, the policy or a person rejected it. */
        REJECTED,
        /** There is no tool of that name. */
        UNKNOWN_TOOL,
        /** The input does not match the tool's schema. */
        BAD_INPUT
    }

    public ToolReturn {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(took, "took");
    }
}
