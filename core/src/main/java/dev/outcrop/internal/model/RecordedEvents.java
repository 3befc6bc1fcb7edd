package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.Received;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The events of a stream. Its turn records which model produced it. */
record RecordedEvents(AnswerEvents events, SentRequest request) implements AnswerEvents {
    @Override
    public Turn noted(Turn turn) {
        return request.recorded(events.noted(turn));
    }

    @Override
    public @Nullable StreamEvent next() {
        return events.next();
    }

    @Override
    public int attempts() {
        return events.attempts();
    }

    @Override
    public @Nullable Received received() {
        return events.received();
    }

    @Override
    public @Nullable Duration left() {
        return events.left();
    }

    @Override
    public BedrockException known(BedrockException failure) {
        return events.known(failure);
    }

    @Override
    public void cancel() {
        events.cancel();
    }

    @Override
    public void done(Turn turn) {
        events.done(turn);
    }

    @Override
    public void failed(BedrockException failure) {
        events.failed(failure);
    }

    @Override
    public void broken() {
        events.broken();
    }

    @Override
    public void close() {
        events.close();
    }
}
