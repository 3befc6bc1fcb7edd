package dev.outcrop.internal.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The event frames of a streamed response, in order. Every failure is thrown as a {@link
 * BedrockException} with the details of the call. For one thread.
 */
public final class Frames implements AutoCloseable {
    private final ServiceResponse response;
    private final EventStreamReader frames;

    public Frames(ServiceResponse response) {
        this.response = response;
        this.frames = new EventStreamReader(response.body(), EventStreamReader.DEFAULT_MAX_FRAME);
    }

    /**
     * Waits for the next event.
     *
     * @param read reads the frame, which is valid only until it returns
     * @return null when there are no more
     * @throws BedrockException if the service reports an error, or the frame or its content is
     *     invalid
     */
    public <T> @Nullable T next(Function<EventFrame, T> read) {
        try {
            EventFrame frame = frames.next();
            if (frame == null) {
                return null;
            }
            String type = frame.messageType();
            if (!type.equals("event")) {
                throw failure(frame, type);
            }
            return read.apply(frame);
        } catch (IOException e) {
            throw response.failure(e);
        } catch (JsonException e) {
            throw ResponseBody.unreadable(e, response.details());
        } catch (BedrockException e) {
            throw e.with(e.details().within(response.details()));
        }
    }

    /**
     * An exception of the service's model has its name in one header, any other error in another.
     */
    private BedrockException failure(EventFrame frame, String type) {
        String code = type.equals("exception") ? frame.exceptionType() : frame.errorCode();
        byte[] payload =
                Arrays.copyOfRange(
                        frame.buffer(),
                        frame.payloadOffset(),
                        frame.payloadOffset() + frame.payloadLength());
        return ErrorReader.inStream(
                code == null ? "" : code, frame.errorMessage(), payload, response.details());
    }

    @Override
    public void close() {
        response.close();
    }
}
