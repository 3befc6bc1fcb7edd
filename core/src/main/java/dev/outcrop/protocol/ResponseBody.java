package dev.outcrop.protocol;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonLimits;
import dev.outcrop.transport.Response;

import java.util.function.Function;

/** Reads whole responses, within bounds. */
public final class ResponseBody {
    /**
     * Of answers: 64 MiB, 900 levels, a million values. They may be less deep than other JSON,
     * because they are written inside something deeper, to be kept or sent back, and must be read
     * again there.
     */
    public static final JsonLimits LIMITS =
            new JsonLimits(64L << 20, JsonLimits.DEFAULT.maxDepth() - 100, 1_000_000);

    private ResponseBody() {}

    /**
     * What the body says.
     *
     * @param reader throws {@link JsonException} where it says nothing that can be understood
     * @throws dev.outcrop.error.BedrockException if it cannot be read
     */
    public static <T> T read(Response response, Function<byte[], T> reader) {
        byte[] body = response.bytes((int) LIMITS.maxBytes());
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
