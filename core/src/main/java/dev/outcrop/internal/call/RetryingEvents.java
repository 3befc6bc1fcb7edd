package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.internal.retry.RetryAttempts;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Retries;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Retries a stream until its first delta. The start of a message is held back until something
 * follows it, so that no event is delivered twice. Ends only after the model has stopped: an
 * earlier end of the bytes is a failure.
 */
final class RetryingEvents implements EventSource {
    /** The maximum number of unrelated events after the end of an answer. */
    private static final int MOST_LATE = 1_000;

    private final Supplier<EventSource> source;
    private final RetryAttempts attempts;
    private final Retries policy;
    private final Retrier.Listener listener;

    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>(2);
    private @Nullable EventSource current;
    private @Nullable Duration wait;
    private boolean begun;
    private boolean stopped;
    private int late;

    /**
     * Makes the first attempt.
     *
     * @param source sends the request
     * @throws BedrockException if it fails and cannot be retried
     */
    RetryingEvents(
            Supplier<EventSource> source,
            RetryAttempts attempts,
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
                    if (stopped) {
                        return afterStop(open);
                    }
                    StreamEvent event = begun ? EventSource.of(open) : begin(open);
                    requireStop(event);
                    return event;
                } catch (BedrockException e) {
                    failed(e);
                }
            }
        }
    }

    /**
     * The next event after the answer has ended. Text and blocks after the end are not part of it:
     * readers of the events get the same content as the reply.
     */
    private @Nullable StreamEvent afterStop(EventSource open) {
        while (late < MOST_LATE) {
            StreamEvent event = EventSource.of(open);
            if (event == null
                    || event instanceof StreamEvent.Metadata
                    || event instanceof StreamEvent.Unknown) {
                return event;
            }
            late++;
        }
        return null;
    }

    private @Nullable StreamEvent begin(EventSource open) {
        StreamEvent first = EventSource.of(open);
        if (first instanceof StreamEvent.MessageStart) {
            StreamEvent second = EventSource.of(open);
            requireStop(second);
            ready.add(Objects.requireNonNull(second));
        }
        requireStop(first);
        begun = true;
        attempts.succeeded();
        return first;
    }

    /** The end of the bytes proves nothing; only the model's own stop completes an answer. */
    private void requireStop(@Nullable StreamEvent event) {
        stopped |= event instanceof StreamEvent.MessageStop;
        if (event == null && !stopped) {
            throw new StreamTruncatedException(
                    "the stream ended before the answer was complete",
                    ErrorDetails.NONE
                            .withRetryable(true)
                            .withRemedy(
                                    "The partial answer is kept. Ask again, or continue from it."));
        }
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
        if (stopped || (begun && !policy.restart())) {
            throw e.with(e.details().withAttempts(attempts.number()));
        }
        Duration pause = attempts.failed(e);
        int next = attempts.number() + 1;
        listener.retrying(next, pause, e);
        ready.clear();
        ready.add(
                begun
                        ? new StreamEvent.Restarted(next, pause, e.what())
                        : new StreamEvent.Retrying(next, pause, e.what()));
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
