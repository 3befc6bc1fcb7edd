package dev.outcrop.protocol;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.JsonException;
import dev.outcrop.transport.Response;

import java.util.function.Function;

/** Reads whole responses, within bounds. */
public final class ResponseBody {
    private ResponseBody() {}

    /**
     * What the body says.
     *
     * @param reader throws {@link JsonException} where it says nothing that can be understood
     * @throws dev.outcrop.error.BedrockException if it cannot be read
     */
    public static <T> T read(Response response, Function<byte[], T> reader) {
        byte[] body = response.bytes((int) AnswerLimits.JSON.maxBytes());
        try {
            return reader.apply(body);
        } catch (JsonException e) {
            throw unreadable(e, response.facts());
        }
    }

    public static ProtocolException unreadable(JsonException e, Facts facts) {
        return new ProtocolException("the response cannot be read: " + e.getMessage(), facts, e);
    }
}
