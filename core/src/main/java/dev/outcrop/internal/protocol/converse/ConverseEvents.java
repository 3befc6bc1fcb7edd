package dev.outcrop.internal.protocol.converse;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.protocol.Frames;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/** The events of ConverseStream, frame by frame. */
final class ConverseEvents implements EventSource {
    private final ServiceResponse response;
    private final Frames frames;

    ConverseEvents(ServiceResponse response) {
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
            throw new ProtocolException("an event has no type", response.details());
        }
        StreamEvent read =
                Converse.anyEvent(
                        event, frame.buffer(), frame.payloadOffset(), frame.payloadLength());
        if (read instanceof StreamEvent.Metadata metadata) {
            response.used(TokenReservation.of(metadata.usage()));
        }
        return read;
    }

    @Override
    public void close() {
        frames.close();
    }
}
