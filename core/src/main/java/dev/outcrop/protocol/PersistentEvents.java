package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Retries;
import dev.outcrop.retry.Attempts;
import dev.outcrop.retry.Retrier;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * The events of an answer that is asked for again as long as nothing of it has come. The start of a
 * message is held back until something follows it, so that no event is given twice.
 */
final class PersistentEvents implements EventSource {
    private final Supplier<EventSource> source;
    private final Attempts attempts;
    private final Retries policy;
    private final Retrier.Listener listener;

    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>(2);
    private @Nullable EventSource current;
    private @Nullable Duration wait;
    private boolean begun;

    /**
     * Makes the first try.
     *
     * @param source sends the request
     * @throws BedrockException if it fails in a way that another try would not mend
     */
    PersistentEvents(
            Supplier<EventSource> source,
            Attempts attempts,
            Retries policy,
            Retrier.Listener listener) {
        this.listener = listener;
        this.source = source;
        this.attempts = attempts;
        this.policy = policy;
        open();
    }

    /** How often the request was sent. */
    int attempts() {
        return attempts.number();
    }

    @Override
    public @Nullable StreamEvent next() {
        while (true) {
            if (!ready.isEmpty()) {
                return ready.poll();
            }
            EventSource open = current;
            if (open == null) {
                attempts.pause(wait == null ? Duration.ZERO : wait);
                open();
            } else {
                try {
                    return begun ? open.next() : begin(open);
                } catch (BedrockException e) {
                    failed(e);
                }
            }
        }
    }

    private @Nullable StreamEvent begin(EventSource open) {
        StreamEvent first = open.next();
        if (first instanceof StreamEvent.MessageStart) {
            StreamEvent second = open.next();
            if (second != null) {
                ready.add(second);
            }
        }
        begun = true;
        attempts.succeeded();
        return first;
    }

    private void open() {
        try {
            current = source.get();
        } catch (BedrockException e) {
            failed(e);
        }
    }

    private void failed(BedrockException e) {
        close();
        if (begun && !policy.restart()) {
            throw e.with(e.facts().withAttempts(attempts.number()));
        }
        Duration pause = attempts.failed(e);
        listener.retrying(attempts.number(), pause, e);
        ready.add(
                begun
                        ? new StreamEvent.Restarted(attempts.number(), pause, e.what())
                        : new StreamEvent.Retrying(attempts.number(), pause, e.what()));
        wait = pause;
        current = null;
        begun = false;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
