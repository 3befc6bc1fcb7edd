package dev.outcrop.protocol;

import dev.outcrop.error.ThrottledException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

/** Events whose throttling counts for the limits of all calls, as that of a status does. */
final class MeteredEvents implements EventSource {
    private final EventSource events;
    private final Response response;

    MeteredEvents(EventSource events, Response response) {
        this.events = events;
        this.response = response;
    }

    @Override
    public @Nullable StreamEvent next() {
        try {
            return EventSource.of(events);
        } catch (ThrottledException e) {
            response.throttled();
            throw e;
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
