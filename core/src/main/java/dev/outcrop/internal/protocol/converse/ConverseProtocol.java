package dev.outcrop.internal.protocol.converse;

import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.CallStream;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.ChatProtocol;
import dev.outcrop.internal.protocol.InlineThinking;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.protocol.ResponseBody;
import dev.outcrop.internal.protocol.WholeGuardrail;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

/** Calls Converse and ConverseStream. Safe for any number of threads. */
public final class ConverseProtocol implements ChatProtocol {
    private final CallExecutor calls;

    public ConverseProtocol(CallExecutor calls) {
        this.calls = calls;
    }

    @Override
    public CallExecutor.Answer<Turn> call(ConverseRequest request, CallOptions options) {
        return calls.call(
                "Converse",
                request(WholeGuardrail.in(request), "/converse", ServiceRequest.JSON, options),
                response -> InlineThinking.split(turn(response), options.model()));
    }

    @Override
    public CallStream stream(ConverseRequest request, CallOptions options) {
        return calls.stream(
                "ConverseStream",
                request(request, "/converse-stream", ServiceRequest.EVENT_STREAM, options),
                response -> InlineThinking.split(new ConverseEvents(response), options.model()));
    }

    @Override
    public long countTokens(ConverseRequest request, CallOptions options) {
        byte[] body =
                Converse.encodeCountTokens(
                        SendableHistory.of(VendorBlocks.without(request), options.model()));
        return calls.call(
                        "CountTokens",
                        new ServiceRequest(
                                        ModelPath.of(request.modelId()) + "/count-tokens",
                                        ServiceRequest.JSON,
                                        request.modelId(),
                                        options.apiHeaders(),
                                        body,
                                        0,
                                        options.timeouts(),
                                        options.cancellation())
                                .from(options.origin()),
                        ConverseProtocol::inputTokens)
                .value();
    }

    private static long inputTokens(ServiceResponse response) {
        return ResponseBody.read(response, Converse::inputTokens);
    }

    private static Turn turn(ServiceResponse response) {
        Turn turn = ResponseBody.read(response, body -> Converse.decode(body, AnswerLimits.JSON));
        response.used(TokenReservation.of(turn.usage()));
        return turn;
    }

    @Override
    public Api api(String modelId, CallOptions options) {
        return Api.CONVERSE;
    }

    @Override
    public Json.Obj response(Turn turn, CallOptions options) {
        return Converse.response(InlineThinking.joined(turn, options.model()));
    }

    private static ServiceRequest request(
            ConverseRequest request, String operation, String accept, CallOptions options) {
        byte[] body = body(request, options);
        return new ServiceRequest(
                        ModelPath.of(request.modelId()) + operation,
                        accept,
                        request.modelId(),
                        options.apiHeaders(),
                        body,
                        TokenReservation.estimated(
                                body, TokenReservation.asked(request, options.apiArgs())),
                        options.timeouts(),
                        options.cancellation())
                .from(options.origin());
    }

    /** Repairs every request before it is encoded. */
    static byte[] body(ConverseRequest request, CallOptions options) {
        Json.Obj apiArgs = options.apiArgs();
        ConverseRequest sendable =
                SendableHistory.of(VendorBlocks.without(request), options.model());
        if (apiArgs.isEmpty()) {
            return Converse.encode(sendable);
        }
        Json.Obj merged = Converse.body(sendable).merged(apiArgs);
        return JsonWriter.wellFormedBytes(json -> json.value(merged));
    }
}
