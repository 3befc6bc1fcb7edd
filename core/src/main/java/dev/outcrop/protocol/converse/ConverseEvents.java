package dev.outcrop.protocol.converse;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.protocol.EventSource;
import dev.outcrop.protocol.Frames;
import dev.outcrop.protocol.TokenNeed;
import dev.outcrop.transport.EventFrame;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

/** The events of ConverseStream, frame by frame. */
final class ConverseEvents implements EventSource {
    private final Response response;
    private final Frames frames;

    ConverseEvents(Response response) {
        this.response = response;
        this.frames = new Frames(response);
    }

    @Override
    public @Nullable StreamEvent next() {
        return frames.next(this::event);
    }

    private StreamEvent event(EventFrame frame) {
        String event = frame.eventType();
        if (event == null) {
            throw new ProtocolException("an event has no type", response.facts());
        }
        StreamEvent read =
                Converse.anyEvent(
                        event, frame.buffer(), frame.payloadOffset(), frame.payloadLength());
        if (read instanceof StreamEvent.Metadata metadata) {
            response.used(TokenNeed.of(metadata.usage()));
        }
        return read;
    }

    @Override
    public void close() {
        frames.close();
    }
}
