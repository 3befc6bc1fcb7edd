package dev.outcrop.internal.call;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ModelException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.Set;

/** Throws if the stop reason says that the model failed. */
public final class AnswerCheck {
    private static final Set<StopReason> BROKEN =
            Set.of(StopReason.MALFORMED_MODEL_OUTPUT, StopReason.MALFORMED_TOOL_USE);

    private AnswerCheck() {}

    /**
     * Returns the turn, unless Bedrock says that the model failed to answer. That call was billed,
     * so it is not retried automatically.
     *
     * @throws ModelException if it does
     */
    public static Turn require(Turn turn) {
        StopReason reason = turn.stopReason();
        if (reason != null && BROKEN.contains(reason)) {
            throw new ModelException(
                    "the model failed to answer: it stopped with " + reason,
                    ErrorDetails.NONE
                            .withPartial(turn)
                            .withRetryable(true)
                            .withRemedy("Ask again."));
        }
        return turn;
    }
}
