package dev.outcrop.internal.chat;

import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.Set;

/** What the reason for which a model stopped means for its answer. */
final class StopReasonRules {
    private static final Set<StopReason> NOT_TO_BE_REPEATED =
            Set.of(
                    StopReason.GUARDRAIL_INTERVENED,
                    StopReason.CONTENT_FILTERED,
                    StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);

    private StopReasonRules() {}

    /**
     * Whether the turn belongs into the history. What a guardrail put in the model's place, what a
     * filter cut and what did not fit would only lead to more of the same.
     */
    static boolean isToBeKept(Turn turn) {
        StopReason reason = turn.stopReason();
        return reason == null || !NOT_TO_BE_REPEATED.contains(reason);
    }
}
