package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.Received;
import dev.outcrop.internal.history.tool.ToolFormEvents;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;

/** The events of an answer with the calls as the tools expect them. */
final class ConvertedEvents implements AnswerEvents {
    private final AnswerEvents events;
    private final ToolFormEvents forms;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>(2);

    ConvertedEvents(AnswerEvents events, ToolFormEvents forms) {
        this.events = events;
        this.forms = forms;
    }

    @Override
    public @Nullable StreamEvent next() {
        while (ready.isEmpty()) {
            StreamEvent event = EventSource.of(events);
            if (event == null) {
                return null;
            }
            ready.addAll(forms.of(event));
        }
        return ready.poll();
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
    public Turn noted(Turn turn) {
        return events.noted(turn);
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
