package dev.outcrop.protocol.converse;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.protocol.CallOptions;
import dev.outcrop.protocol.CallStream;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ChatProtocol;
import dev.outcrop.protocol.ModelPath;
import dev.outcrop.protocol.history.SendableHistory;
import dev.outcrop.transport.Request;
import dev.outcrop.transport.Response;

/** Calls Converse and ConverseStream. Safe for any number of threads. */
public final class ConverseProtocol implements ChatProtocol {
    private static final int RESPONSE_LIMIT = (int) Converse.LIMITS.maxBytes();

    /** Where a request does not say how long an answer may be: what a long one takes. */
    private static final int USUAL_ANSWER = 4_096;

    private final Calls calls;

    public ConverseProtocol(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Calls.Answer<Turn> call(ConverseRequest request, CallOptions options) {
        return calls.call(
                "Converse",
                request(request, "/converse", Request.JSON, options),
                ConverseProtocol::turn);
    }

    @Override
    public CallStream stream(ConverseRequest request, CallOptions options) {
        return calls.stream(
                "ConverseStream",
                request(request, "/converse-stream", Request.EVENT_STREAM, options),
                ConverseEvents::new);
    }

    @Override
    public long countTokens(ConverseRequest request, CallOptions options) {
        byte[] body = Converse.encodeCountTokens(SendableHistory.of(request));
        return calls.call(
                        "CountTokens",
                        new Request(
                                ModelPath.of(request.modelId()) + "/count-tokens",
                                Request.JSON,
                                request.modelId(),
                                options.apiHeaders(),
                                body,
                                0,
                                options.timeouts(),
                                options.cancellation()),
                        ConverseProtocol::inputTokens)
                .value();
    }

    private static long inputTokens(Response response) {
        byte[] body = response.bytes(RESPONSE_LIMIT);
        try {
            return Converse.inputTokens(body);
        } catch (JsonException e) {
            throw unreadable(e, response.facts());
        }
    }

    private static Turn turn(Response response) {
        byte[] body = response.bytes(RESPONSE_LIMIT);
        try {
            Turn turn = Converse.decode(body, Converse.LIMITS);
            response.used(tokens(turn.usage()));
            return turn;
        } catch (JsonException e) {
            throw unreadable(e, response.facts());
        }
    }

    /** What counts against the quota; what was read from the cache does not. */
    static long tokens(Usage usage) {
        if (!usage.known()) {
            return Long.MAX_VALUE;
        }
        long sum = 0;
        for (long part : new long[] {usage.input(), usage.cacheWrite(), usage.output()}) {
            sum = part > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + part;
        }
        return sum;
    }

    private static Request request(
            ConverseRequest request, String operation, String accept, CallOptions options) {
        byte[] body = body(request, options.apiArgs());
        Integer most = request.inferenceConfig().maxTokens();
        return new Request(
                ModelPath.of(request.modelId()) + operation,
                accept,
                request.modelId(),
                options.apiHeaders(),
                body,
                body.length / 4L + (most == null ? USUAL_ANSWER : most),
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
