package dev.outcrop.internal.model;

import dev.outcrop.internal.history.Producer;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

/**
 * A request in the form for the model that receives it.
 *
 * @param producer this model
 * @param preserved null if the model does not check what came before its thinking
 */
record PreparedRequest(
        ConverseRequest request, Producer producer, @Nullable PreservedThinking preserved) {
    /** Returns the answer, with its model recorded, also in each block of thinking. */
    Turn recorded(Turn answer) {
        Turn turn = answer.by(producer.modelId());
        for (Content block : turn.content()) {
            if (block instanceof Content.Reasoning) {
                return preserved == null
                        ? Provenance.recorded(turn, producer)
                        : preserved.recorded(turn, producer);
            }
        }
        return turn;
    }
}
