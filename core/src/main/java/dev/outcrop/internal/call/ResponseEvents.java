package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/**
 * The events of one response. Reports throttling inside a stream to the rate limiter, and removes
 * the secrets of the request from failures.
 */
final class ResponseEvents implements EventSource {
    private final EventSource events;
    private final ServiceResponse response;

    ResponseEvents(EventSource events, ServiceResponse response) {
        this.events = events;
        this.response = response;
    }

    @Override
    public @Nullable StreamEvent next() {
        try {
            StreamEvent event = EventSource.of(events);
            return event instanceof StreamEvent.MessageStop stop
                    ? StopReasons.redacted(stop, response.redaction())
                    : event;
        } catch (BedrockException e) {
            if (e instanceof ThrottledException) {
                response.throttled();
            }
            throw response.redaction().of(e);
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
