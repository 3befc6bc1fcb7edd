package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.Received;
import dev.outcrop.internal.stream.TurnEvents;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;

/**
 * A whole answer as a stream, for a model that cannot stream it. The call is over before the first
 * event.
 */
final class WholeEvents implements AnswerEvents {
    private final CallExecutor.Answer<Turn> answer;
    private final Iterator<StreamEvent> events;
    private volatile boolean cancelled;

    WholeEvents(CallExecutor.Answer<Turn> answer) {
        this.answer = answer;
        this.events = TurnEvents.of(answer.value()).iterator();
    }

    @Override
    public @Nullable StreamEvent next() {
        if (cancelled) {
            throw new CancelledException("the call was cancelled", ErrorDetails.NONE);
        }
        return events.hasNext() ? events.next() : null;
    }

    @Override
    public int attempts() {
        return answer.attempts();
    }

    @Override
    public @Nullable Received received() {
        return answer.received();
    }

    @Override
    public @Nullable Duration left() {
        return null;
    }

    @Override
    public BedrockException known(BedrockException failure) {
        return failure;
    }

    /** A whole answer may contain more than its events. */
    @Override
    public Turn noted(Turn turn) {
        Turn whole = answer.value();
        String model = whole.modelId();
        return turn.isPartial() && model != null ? turn.by(model) : whole;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void done(Turn turn) {
        // the call has ended
    }

    @Override
    public void failed(BedrockException failure) {
        // the call has ended
    }

    @Override
    public void broken() {
        // the call has ended
    }

    @Override
    public void close() {
        // the call has ended
    }
}
