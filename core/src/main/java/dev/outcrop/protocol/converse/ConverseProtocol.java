package dev.outcrop.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.AnswerLimits;
import dev.outcrop.protocol.CallOptions;
import dev.outcrop.protocol.CallStream;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ChatProtocol;
import dev.outcrop.protocol.ModelPath;
import dev.outcrop.protocol.ResponseBody;
import dev.outcrop.protocol.TokenNeed;
import dev.outcrop.protocol.history.Foreign;
import dev.outcrop.protocol.history.SendableHistory;
import dev.outcrop.transport.Request;
import dev.outcrop.transport.Response;

/** Calls Converse and ConverseStream. Safe for any number of threads. */
public final class ConverseProtocol implements ChatProtocol {
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
        byte[] body =
                Converse.encodeCountTokens(
                        SendableHistory.of(Foreign.without(request), options.model()));
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
        return ResponseBody.read(response, Converse::inputTokens);
    }

    private static Turn turn(Response response) {
        Turn turn = ResponseBody.read(response, body -> Converse.decode(body, AnswerLimits.JSON));
        response.used(TokenNeed.of(turn.usage()));
        return turn;
    }

    @Override
    public Json.Obj response(Turn turn, CallOptions options) {
        return Converse.response(turn);
    }

    private static Request request(
            ConverseRequest request, String operation, String accept, CallOptions options) {
        byte[] body = body(request, options);
        return new Request(
                ModelPath.of(request.modelId()) + operation,
                accept,
                request.modelId(),
                options.apiHeaders(),
                body,
                TokenNeed.estimated(body, TokenNeed.asked(request, options.apiArgs())),
                options.timeouts(),
                options.cancellation());
    }

    /** The last step before the bytes: what leaves is sendable, whoever made the request. */
    private static byte[] body(ConverseRequest request, CallOptions options) {
        Json.Obj apiArgs = options.apiArgs();
        byte[] body =
                Converse.encode(SendableHistory.of(Foreign.without(request), options.model()));
        if (apiArgs.isEmpty()) {
            return body;
        }
        Json.Obj merged = ((Json.Obj) Json.parse(body)).merged(apiArgs);
        return JsonWriter.bytes(json -> json.value(merged));
    }
}
