package dev.outcrop.internal.model;

import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.history.tool.ToolForms;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

/**
 * A request in the form for the model that receives it.
 *
 * @param forms converts the calls of the answer back
 * @param plan how it asks for a structured answer; null if it does not
 */
record SentRequest(
        ConverseRequest request,
        FittedHistory history,
        ToolForms forms,
        @Nullable ExtractionPlan plan) {
    /**
     * Whether it has tools. Calls in the history are sent with definitions of theirs, also if there
     * are none now.
     */
    boolean sendsTools() {
        return request.toolConfig() != null
                || request.messages().stream()
                        .flatMap(message -> message.content().stream())
                        .anyMatch(Content.ToolUse.class::isInstance);
    }

    /** Returns the answer, with its model recorded, also in each block of thinking. */
    Turn recorded(Turn answer) {
        Turn turn = answer.by(history.producer().modelId());
        for (Content block : turn.content()) {
            if (block instanceof Content.Reasoning) {
                PreservedThinking preserved = history.preserved();
                return preserved == null
                        ? Provenance.recorded(turn, history.producer())
                        : preserved.recorded(turn, history.producer());
            }
        }
        return turn;
    }
}
