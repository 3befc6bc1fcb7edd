package dev.outcrop.protocol.converse;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.protocol.EventSource;
import dev.outcrop.transport.ErrorReader;
import dev.outcrop.transport.EventFrame;
import dev.outcrop.transport.EventStreamReader;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/** The events of ConverseStream, frame by frame. */
final class ConverseEvents implements EventSource {
    private final Response response;
    private final EventStreamReader frames;

    ConverseEvents(Response response) {
        this.response = response;
        this.frames = new EventStreamReader(response.body(), EventStreamReader.DEFAULT_MAX_FRAME);
    }

    @Override
    public @Nullable StreamEvent next() {
        try {
            EventFrame frame = frames.next();
            return frame == null ? null : event(frame);
        } catch (IOException e) {
            throw response.failure(e);
        } catch (JsonException e) {
            throw ConverseProtocol.unreadable(e, response.facts());
        } catch (BedrockException e) {
            throw e.with(e.facts().within(response.facts()));
        }
    }

    private StreamEvent event(EventFrame frame) {
        String type = frame.messageType();
        if (!type.equals("event")) {
            throw failure(frame, type);
        }
        String event = frame.eventType();
        if (event == null) {
            throw new ProtocolException("an event has no type", response.facts());
        }
        StreamEvent read =
                Converse.event(event, frame.buffer(), frame.payloadOffset(), frame.payloadLength());
        if (read instanceof StreamEvent.Metadata metadata) {
            response.used(ConverseProtocol.tokens(metadata.usage()));
        }
        return read;
    }

    /**
     * An exception of the service's model names itself in one header, any other error in another.
     */
    private BedrockException failure(EventFrame frame, String type) {
        String code = type.equals("exception") ? frame.exceptionType() : frame.errorCode();
        byte[] payload =
                Arrays.copyOfRange(
                        frame.buffer(),
                        frame.payloadOffset(),
                        frame.payloadOffset() + frame.payloadLength());
        return ErrorReader.inStream(
                code == null ? "" : code, frame.errorMessage(), payload, response.facts());
    }

    @Override
    public void close() {
        response.close();
    }
}
