package dev.outcrop.protocol;

import dev.outcrop.message.Ending;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.transport.Redaction;

import java.util.Objects;
import java.util.Set;

/**
 * Keeps secrets out of the reason why a model stopped. It is not part of the answer's text, and
 * comes into exceptions, logs and the ears of observers.
 */
final class StopReasons {
    private static final Set<StopReason> KNOWN =
            Set.of(
                    StopReason.END_TURN,
                    StopReason.TOOL_USE,
                    StopReason.MAX_TOKENS,
                    StopReason.STOP_SEQUENCE,
                    StopReason.GUARDRAIL_INTERVENED,
                    StopReason.CONTENT_FILTERED,
                    StopReason.MALFORMED_MODEL_OUTPUT,
                    StopReason.MALFORMED_TOOL_USE,
                    StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);

    private StopReasons() {}

    static Turn redacted(Turn turn, Redaction redaction) {
        StopReason reason = turn.stopReason();
        if (reason == null || KNOWN.contains(reason)) {
            return turn;
        }
        Ending ending = Objects.requireNonNull(turn.ending());
        return new Turn(
                turn.message(),
                new Ending(
                        redacted(reason, redaction),
                        ending.usage(),
                        ending.more(),
                        ending.partial(),
                        ending.modelId()));
    }

    static StreamEvent.MessageStop redacted(StreamEvent.MessageStop stop, Redaction redaction) {
        return KNOWN.contains(stop.stopReason())
                ? stop
                : new StreamEvent.MessageStop(redacted(stop.stopReason(), redaction), stop.json());
    }

    private static StopReason redacted(StopReason reason, Redaction redaction) {
        return new StopReason(redaction.of(reason.wire()));
    }
}
