package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.Received;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;

/** The events of a stream that another one replaces if it fails before its answer begins. */
abstract class ReplaceableEvents implements AnswerEvents {
    /** Events that precede those of the current stream. */
    final ArrayDeque<StreamEvent> ready = new ArrayDeque<>(0);

    private boolean begun;

    /** Whether the current one has failed and recorded it, and no other one follows. */
    private boolean lost;

    private volatile @Nullable AnswerEvents current;
    private volatile boolean cancelled;

    /**
     * Opens the stream that follows a failure.
     *
     * @throws BedrockException if there is none
     */
    abstract AnswerEvents after(BedrockException failure);

    /**
     * Whether another stream may follow a failure. If not, it is the failure of the current one.
     */
    boolean mayFollow(BedrockException failure) {
        return true;
    }

    /** Returns the failure of the current stream, with what is known of those before it. */
    BedrockException withEarlier(BedrockException failure) {
        return failure;
    }

    /** How often requests were sent for streams before the current one. */
    abstract int earlierAttempts();

    /** Called with the first event of an answer. */
    void began() {}

    final void begin(AnswerEvents first) {
        current = first;
    }

    private AnswerEvents current() {
        return Objects.requireNonNull(current);
    }

    @Override
    public final @Nullable StreamEvent next() {
        while (ready.isEmpty()) {
            try {
                StreamEvent event = EventSource.of(current());
                if (!begun && !(event instanceof StreamEvent.Retrying)) {
                    begun = true;
                    began();
                }
                return event;
            } catch (BedrockException e) {
                if (begun || lost || !mayFollow(e)) {
                    throw e;
                }
                goOnAfter(current().known(e));
            }
        }
        return ready.poll();
    }

    private void goOnAfter(BedrockException failure) {
        current().failed(failure);
        lost = true;
        AnswerEvents opened = after(failure);
        lost = false;
        current = opened;
        if (cancelled) {
            opened.cancel();
        }
    }

    @Override
    public final int attempts() {
        return earlierAttempts() + (lost ? 0 : current().attempts());
    }

    @Override
    public final @Nullable Received received() {
        return lost ? null : current().received();
    }

    @Override
    public final @Nullable Duration left() {
        return current().left();
    }

    @Override
    public final BedrockException known(BedrockException failure) {
        return lost ? failure : withEarlier(current().known(failure));
    }

    @Override
    public final Turn noted(Turn turn) {
        return current().noted(turn);
    }

    @Override
    public final void cancel() {
        cancelled = true;
        current().cancel();
    }

    @Override
    public final void done(Turn turn) {
        current().done(turn);
    }

    @Override
    public final void failed(BedrockException failure) {
        if (!lost) {
            current().failed(failure);
        }
    }

    @Override
    public final void broken() {
        if (!lost) {
            current().broken();
        }
    }

    @Override
    public final void close() {
        current().close();
    }
}
