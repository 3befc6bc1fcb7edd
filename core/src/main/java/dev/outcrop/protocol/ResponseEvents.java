package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

/**
 * The events of one response. Throttling counts for the limits of all calls, as that of a status
 * does, and the secrets of the request are kept out of what fails.
 */
final class ResponseEvents implements EventSource {
    private final EventSource events;
    private final Response response;

    ResponseEvents(EventSource events, Response response) {
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
