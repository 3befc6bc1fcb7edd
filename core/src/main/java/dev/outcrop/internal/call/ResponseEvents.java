package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/**
 * The events of one response. Throttling counts for the limits of all calls, as that of a status
 * does, and the secrets of the request are kept out of what fails.
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
