package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;

/** The stream of the first model that begins an answer. Once one has begun, no other is called. */
final class FallbackStream implements AnswerEvents {
    private final Fallbacks fallbacks;
    private final ConverseRequest request;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>();
    private boolean begun;

    /** Whether the current one has failed and recorded it, and no other one follows. */
    private boolean lost;

    private volatile AnswerEvents current;
    private volatile boolean cancelled;

    /**
     * Calls the first model, and the others if it cannot begin.
     *
     * @throws BedrockException if none can
     */
    FallbackStream(ModelCaller model, ConverseRequest request) {
        this.request = request;
        fallbacks = new Fallbacks(model.fallbacks());
        AnswerEvents opened;
        try {
            opened = model.open(request);
        } catch (BedrockException e) {
            fallbacks.failed(e);
            opened = another();
        }
        current = opened;
    }

    @Override
    public @Nullable StreamEvent next() {
        while (ready.isEmpty()) {
            try {
                StreamEvent event = current.next();
                begun |= !(event instanceof StreamEvent.Retrying);
                return event;
            } catch (BedrockException e) {
                if (begun || lost) {
                    throw e;
                }
                goOnAfter(current.known(e));
            }
        }
        return ready.poll();
    }

    private void goOnAfter(BedrockException failure) {
        current.failed(failure);
        fallbacks.failed(failure);
        lost = true;
        AnswerEvents opened = another();
        lost = false;
        current = opened;
        if (cancelled) {
            opened.cancel();
        }
    }

    private AnswerEvents another() {
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
    public int attempts() {
        return fallbacks.attempts() + (lost ? 0 : current.attempts());
    }

    @Override
    public @Nullable Duration left() {
        return current.left();
    }

    @Override
    public BedrockException known(BedrockException failure) {
        return lost ? failure : current.known(failure);
    }

    @Override
    public Turn noted(Turn turn) {
        return current.noted(turn);
    }

    @Override
    public void cancel() {
        cancelled = true;
        current.cancel();
    }

    @Override
    public void done(Turn turn) {
        current.done(turn);
    }

    @Override
    public void failed(BedrockException failure) {
        if (!lost) {
            current.failed(failure);
        }
    }

    @Override
    public void broken() {
        if (!lost) {
            current.broken();
        }
    }

    @Override
    public void close() {
        current.close();
    }
}
