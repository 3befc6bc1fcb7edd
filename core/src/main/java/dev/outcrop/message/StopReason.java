package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * Why the model stopped. A record with Bedrock's name: a reason added later is a value, never an
 * error.
 *
 * @param wire Bedrock's name
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse,
 *     stopReason</a>
 */
public record StopReason(@JsonValue String wire) {
    public static final StopReason END_TURN = new StopReason("end_turn");
    public static final StopReason TOOL_USE = new StopReason("tool_use");
    public static final StopReason MAX_TOKENS = new StopReason("max_tokens");
    public static final StopReason STOP_SEQUENCE = new StopReason("stop_sequence");
    public static final StopReason GUARDRAIL_INTERVENED = new StopReason("guardrail_intervened");
    public static final StopReason CONTENT_FILTERED = new StopReason("content_filtered");
    public static final StopReason MALFORMED_MODEL_OUTPUT =
            new StopReason("malformed_model_output");
    public static final StopReason MALFORMED_TOOL_USE = new StopReason("malformed_tool_use");
    public static final StopReason MODEL_CONTEXT_WINDOW_EXCEEDED =
            new StopReason("model_context_window_exceeded");

    private static final Set<StopReason> CUT_SHORT =
            Set.of(MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED);

    @JsonCreator
    public StopReason {
        Objects.requireNonNull(wire, "wire");
    }

    /** Whether the answer is incomplete because a token limit was reached. */
    public boolean cutShort() {
        return CUT_SHORT.contains(this);
    }

    /** Replaces the record's own: each call compares some, and linking that costs a cold start. */
    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof StopReason other && wire.equals(other.wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return wire;
    }
}
