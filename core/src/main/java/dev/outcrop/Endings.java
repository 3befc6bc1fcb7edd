package dev.outcrop;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ModelException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.Set;

/** What the reason for which a model stopped means for its answer. */
final class Endings {
    private static final Set<StopReason> BROKEN =
            Set.of(StopReason.MALFORMED_MODEL_OUTPUT, StopReason.MALFORMED_TOOL_USE);

    private static final Set<StopReason> NOT_TO_BE_REPEATED =
            Set.of(
                    StopReason.GUARDRAIL_INTERVENED,
                    StopReason.CONTENT_FILTERED,
                    StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);

    private Endings() {}

    /**
     * The turn, unless Bedrock says that the model did not manage to answer.
     *
     * @throws ModelException if it does
     */
    static Turn requireUsable(Turn turn) {
        StopReason reason = turn.stopReason();
        if (reason != null && BROKEN.contains(reason)) {
            throw new ModelException(
                    "the model's answer is no answer: it stopped with " + reason,
                    Facts.NONE
                            .withPartial(turn)
                            .withRetryable(true)
                            .withRemedy("Ask again; a model may do better the next time."));
        }
        return turn;
    }

    /**
     * Whether the turn belongs into the history. What a guardrail put in the model's place, what a
     * filter cut and what did not fit would only lead to more of the same.
     */
    static boolean isToBeKept(Turn turn) {
        StopReason reason = turn.stopReason();
        return reason == null || !NOT_TO_BE_REPEATED.contains(reason);
    }
}
