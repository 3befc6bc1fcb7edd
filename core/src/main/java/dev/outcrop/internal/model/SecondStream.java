package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;

/** The stream of one model, opened again without a part of the request that it refused. */
final class SecondStream extends ReplaceableEvents {
    private final SecondAttempts attempts;

    /**
     * @throws BedrockException if the answer does not begin
     */
    SecondStream(SecondAttempts attempts) {
        this.attempts = attempts;
        begin(attempts.open());
    }

    @Override
    boolean mayFollow(BedrockException failure) {
        return attempts.mayMend(failure);
    }

    @Override
    BedrockException withEarlier(BedrockException failure) {
        return attempts.counted(failure);
    }

    @Override
    AnswerEvents after(BedrockException failure) {
        attempts.refused(failure);
        return attempts.open();
    }

    @Override
    void began() {
        attempts.accepted();
    }

    @Override
    int earlierAttempts() {
        return attempts.attempts();
    }
}
