package dev.outcrop.protocol.converse;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonLimits;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.CallOptions;
import dev.outcrop.protocol.EventSource;
import dev.outcrop.protocol.ModelPath;
import dev.outcrop.protocol.history.SendableHistory;
import dev.outcrop.transport.Request;
import dev.outcrop.transport.Response;
import dev.outcrop.transport.Transport;

/** Calls Converse and ConverseStream. Safe for any number of threads. */
public final class ConverseProtocol {
    private static final int RESPONSE_LIMIT = 64 << 20;
    private static final JsonLimits LIMITS =
            new JsonLimits(RESPONSE_LIMIT, JsonLimits.DEFAULT.maxDepth());

    private final Transport transport;

    public ConverseProtocol(Transport transport) {
        this.transport = transport;
    }

    /**
     * Asks and waits for the whole answer.
     *
     * @throws dev.outcrop.error.BedrockException if there is none
     */
    public Turn converse(ConverseRequest request, CallOptions options) {
        try (Response response =
                transport.send(call(request, "/converse", Request.JSON, options))) {
            byte[] body = response.bytes(RESPONSE_LIMIT);
            try {
                return Converse.decode(body, LIMITS);
            } catch (JsonException e) {
                throw unreadable(e, response.facts());
            }
        }
    }

    /**
     * Asks and waits until the answer begins.
     *
     * @throws dev.outcrop.error.BedrockException if it does not
     */
    public EventSource converseStream(ConverseRequest request, CallOptions options) {
        return new ConverseEvents(
                transport.send(call(request, "/converse-stream", Request.EVENT_STREAM, options)));
    }

    private static Request call(
            ConverseRequest request, String operation, String accept, CallOptions options) {
        return new Request(
                ModelPath.of(request.modelId()) + operation,
                accept,
                request.modelId(),
                options.apiHeaders(),
                body(request, options.apiArgs()),
                options.timeouts(),
                options.cancellation());
    }

    /** The last step before the bytes: what leaves is sendable, whoever made the request. */
    private static byte[] body(ConverseRequest request, Json.Obj apiArgs) {
        byte[] body = Converse.encode(SendableHistory.of(request));
        if (apiArgs.isEmpty()) {
            return body;
        }
        Json.Obj merged = ((Json.Obj) Json.parse(body)).merged(apiArgs);
        return JsonWriter.bytes(json -> json.value(merged));
    }

    static ProtocolException unreadable(JsonException e, Facts facts) {
        return new ProtocolException("the response cannot be read: " + e.getMessage(), facts, e);
    }
}
