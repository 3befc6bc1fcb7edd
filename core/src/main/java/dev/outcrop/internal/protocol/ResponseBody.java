package dev.outcrop.internal.protocol;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.JsonException;

import java.util.function.Function;

/** Reads whole responses, with a size limit. */
public final class ResponseBody {
    private ResponseBody() {}

    /**
     * Reads the body.
     *
     * @param reader throws {@link JsonException} if the body is invalid
     * @throws dev.outcrop.error.BedrockException if it cannot be read
     */
    public static <T> T read(ServiceResponse response, Function<byte[], T> reader) {
        byte[] body = response.bytes((int) AnswerLimits.JSON.maxBytes());
        try {
            return reader.apply(body);
        } catch (JsonException e) {
            throw unreadable(e, response.details());
        }
    }

    public static ProtocolException unreadable(JsonException e, ErrorDetails details) {
        return new ProtocolException("cannot read the response: " + e.getMessage(), details, e);
    }
}
