package dev.outcrop.internal.chat;

import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.Set;

/** What each stop reason means for the answer. */
final class StopReasonRules {
    private static final Set<StopReason> NOT_TO_BE_REPEATED =
            Set.of(
                    StopReason.GUARDRAIL_INTERVENED,
                    StopReason.CONTENT_FILTERED,
                    StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);

    private StopReasonRules() {}

    /**
     * Whether the turn belongs in the history. Text that a guardrail inserted, and answers that a
     * filter cut or that did not fit, would only cause the same result again.
     */
    static boolean isToBeKept(Turn turn) {
        StopReason reason = turn.stopReason();
        return reason == null || !NOT_TO_BE_REPEATED.contains(reason);
    }
}
