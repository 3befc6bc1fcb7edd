package dev.outcrop.tool;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * A model's request for a tool is over. Immutable.
 *
 * @param request what was asked, as it was when the tool ran
 * @param result what the model will read
 * @param outcome how it went
 * @param failure what the tool threw, or what its input failed by; null otherwise. The model reads
 *     its message only
 * @param took how long the tool ran; zero where it did not
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
        /** The tool threw an exception, or returned what cannot be sent. */
        FAILED,
        /** The tool did not end in its time, and was interrupted. */
        TIMED_OUT,
        /** The question was cancelled before the tool had ended, and it was interrupted. */
        CANCELLED,
        /** A hook, the policy or a person did not want it. */
        REJECTED,
        /** There is no tool of that name. */
        UNKNOWN_TOOL,
        /** The input is not what the tool's schema says. */
        BAD_INPUT
    }

    public ToolReturn {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(took, "took");
    }
}
