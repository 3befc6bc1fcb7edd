package dev.outcrop.internal.call;

import dev.outcrop.internal.transport.SecretRedaction;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import java.util.Objects;
import java.util.Set;

/**
 * Removes secrets from the stop reason. It is not part of the answer's text, and is passed to
 * exceptions, logs and observers.
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

    static Turn redacted(Turn turn, SecretRedaction redaction) {
        StopReason reason = turn.stopReason();
        if (reason == null || KNOWN.contains(reason)) {
            return turn;
        }
        Turn.Metadata metadata = Objects.requireNonNull(turn.metadata());
        return new Turn(
                turn.message(),
                new Turn.Metadata(
                        redacted(reason, redaction),
                        metadata.usage(),
                        metadata.more(),
                        metadata.partial(),
                        metadata.modelId()));
    }

    static StreamEvent.MessageStop redacted(
            StreamEvent.MessageStop stop, SecretRedaction redaction) {
        return KNOWN.contains(stop.stopReason())
                ? stop
                : new StreamEvent.MessageStop(redacted(stop.stopReason(), redaction), stop.json());
    }

    private static StopReason redacted(StopReason reason, SecretRedaction redaction) {
        return new StopReason(redaction.of(reason.wire()));
    }
}
