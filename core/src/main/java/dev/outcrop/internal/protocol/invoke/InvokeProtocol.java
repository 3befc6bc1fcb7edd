package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.catalog.ModelName;
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
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.protocol.vendor.SupportedRequest;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

import java.util.Map;

/** Calls InvokeModel and InvokeModelWithResponseStream. Safe for any number of threads. */
public final class InvokeProtocol implements ChatProtocol {
    private final CallExecutor calls;

    public InvokeProtocol(CallExecutor calls) {
        this.calls = calls;
    }

    @Override
    public CallExecutor.Answer<Turn> call(ConverseRequest request, CallOptions options) {
        VendorCodec dialect = NativeFormats.of(options.model(), request.modelId());
        return calls.call(
                "InvokeModel",
                request(dialect, WholeGuardrail.in(request), false, options),
                response -> InlineThinking.split(turn(dialect, response), options.model()));
    }

    @Override
    public CallStream stream(ConverseRequest request, CallOptions options) {
        VendorCodec dialect = NativeFormats.of(options.model(), request.modelId());
        return calls.stream(
                "InvokeModelWithResponseStream",
                request(dialect, request, true, options),
                response ->
                        InlineThinking.split(
                                new InvokeEvents(response, dialect.pieces()), options.model()));
    }

    @Override
    public long countTokens(ConverseRequest request, CallOptions options) {
        VendorCodec dialect = NativeFormats.of(options.model(), request.modelId());
        byte[] body =
                bytes(
                        body(
                                dialect,
                                options.model(),
                                request,
                                false,
                                InvokeHeaders.of(request, options.apiArgs()).args()));
        return calls.call(
                        "CountTokens",
                        new ServiceRequest(
                                        ModelPath.of(request.modelId()) + "/count-tokens",
                                        ServiceRequest.JSON,
                                        request.modelId(),
                                        options.apiHeaders(),
                                        Converse.encodeCountTokens(Blob.of(body)),
                                        0,
                                        options.timeouts(),
                                        options.cancellation())
                                .from(options.origin()),
                        response -> ResponseBody.read(response, Converse::inputTokens))
                .value();
    }

    @Override
    public Api api(String modelId, CallOptions options) {
        return Api.INVOKE_MODEL;
    }

    @Override
    public Json.Obj response(Turn turn, CallOptions options) {
        return NativeFormats.of(options.model(), "")
                .response(
                        InlineThinking.joined(
                                InvocationMetrics.withoutMetrics(turn), options.model()));
    }

    @Override
    public boolean carries(Extraction.Via via, CallOptions options) {
        return NativeFormats.of(options.model(), "").carries(via);
    }

    private static Turn turn(VendorCodec dialect, ServiceResponse response) {
        Turn turn =
                ResponseBody.read(
                        response,
                        bytes -> {
                            if (Json.parse(bytes, AnswerLimits.JSON) instanceof Json.Obj body) {
                                return InvocationMetrics.turn(
                                        dialect.turn(body), body, response::header);
                            }
                            throw new JsonException("a response must be an object");
                        });
        response.used(TokenReservation.of(turn.usage()));
        return turn;
    }

    private static ServiceRequest request(
            VendorCodec dialect, ConverseRequest request, boolean streaming, CallOptions options) {
        InvokeHeaders beside = InvokeHeaders.of(request, options.apiArgs());
        Json.Obj asked = body(dialect, options.model(), request, streaming, beside.args());
        byte[] body = bytes(asked);
        Map<String, String> headers = beside.with(options.apiHeaders());
        return new ServiceRequest(
                        ModelPath.of(request.modelId())
                                + (streaming ? "/invoke-with-response-stream" : "/invoke"),
                        streaming ? ServiceRequest.EVENT_STREAM : ServiceRequest.JSON,
                        request.modelId(),
                        headers,
                        body,
                        TokenReservation.estimated(body, asked),
                        options.timeouts(),
                        options.cancellation())
                .from(options.origin());
    }

    /**
     * Returns the body to send.
     *
     * @param args merged into the format's body
     */
    public static Json.Obj body(
            VendorCodec dialect,
            ModelName model,
            ConverseRequest request,
            boolean streaming,
            Json.Obj args) {
        ConverseRequest understood = VendorBlocks.without(request, VendorFormats.own(dialect));
        ConverseRequest modelsOwn =
                modelsOwn(SendableHistory.of(understood, model, Api.INVOKE_MODEL));
        return SupportedRequest.of(dialect, modelsOwn, streaming)
                // the path contains the model and the operation
                .without("model", "stream", "stream_options")
                .merged(args);
    }

    /** The request without the settings that are sent as headers. */
    private static ConverseRequest modelsOwn(ConverseRequest request) {
        var uncarried = new UnsupportedInvokeSettings("each model", request.modelId());
        if (!request.promptVariables().isEmpty()) {
            throw uncarried.but("prompt variables");
        }
        if (!request.additionalModelResponseFieldPaths().isEmpty()) {
            throw uncarried.refusal(
                    "response field paths", "Read the complete response with Reply.raw().");
        }
        return request.toBuilder()
                .guardrailConfig(null)
                .performanceLatency(null)
                .serviceTier(null)
                .requestMetadata(Map.of())
                .build();
    }

    private static byte[] bytes(Json.Obj body) {
        return JsonWriter.wellFormedBytes(json -> json.value(body));
    }
}
