package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.StreamEvent;

/** The stream of the first model that begins an answer. Once one has begun, no other is called. */
final class FallbackStream extends ReplaceableEvents {
    private final Fallbacks fallbacks;
    private final ConverseRequest request;

    /**
     * Calls the first model, and the others if it cannot begin.
     *
     * @throws BedrockException if none can
     */
    FallbackStream(ModelCaller model, ConverseRequest request) {
        this.request = request;
        fallbacks = new Fallbacks(model);
        AnswerEvents opened;
        try {
            opened = model.open(request);
        } catch (BedrockException e) {
            opened = after(e);
        }
        begin(opened);
    }

    @Override
    AnswerEvents after(BedrockException failure) {
        fallbacks.failed(failure);
        while (true) {
            ModelCaller model = fallbacks.next();
            ready.add(new StreamEvent.FellBack(model.id(), fallbacks.why()));
            try {
                return model.open(model.taken(request));
            } catch (BedrockException e) {
                fallbacks.failed(e);
            }
        }
    }

    @Override
    int earlierAttempts() {
        return fallbacks.attempts();
    }
}
