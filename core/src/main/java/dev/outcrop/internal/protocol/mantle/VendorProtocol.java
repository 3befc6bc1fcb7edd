package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.CallStream;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.ChatProtocol;
import dev.outcrop.internal.protocol.ResponseBody;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Protocol.VendorApi;

/**
 * Calls a vendor's own API: on bedrock-mantle, or on another server. Safe for any number of
 * threads.
 */
public final class VendorProtocol implements ChatProtocol {
    private static final String COUNT_TOKENS = "/count_tokens";

    private final CallExecutor calls;
    private final VendorAddresses addresses;
    private final boolean alwaysDone;

    /**
     * @param alwaysDone whether a stream of Chat Completions always ends with {@code [DONE]}; if
     *     not, the end of the stream after its finish reason is sufficient
     */
    public VendorProtocol(CallExecutor calls, VendorAddresses addresses, boolean alwaysDone) {
        this.calls = calls;
        this.addresses = addresses;
        this.alwaysDone = alwaysDone;
    }

    @Override
    public CallExecutor.Answer<Turn> call(ConverseRequest request, CallOptions options) {
        VendorAddress address = addresses.of(request.modelId(), options);
        return calls.call(
                address.api().toString(),
                VendorRequest.of(address, request, options, false),
                response -> turn(address.dialect(), response));
    }

    @Override
    public CallStream stream(ConverseRequest request, CallOptions options) {
        VendorAddress address = addresses.of(request.modelId(), options);
        boolean endsWithDone = alwaysDone && address.api() == VendorApi.CHAT_COMPLETIONS;
        return calls.stream(
                address.api().toString(),
                VendorRequest.of(address, request, options, true),
                response -> new SseEvents(response, address.dialect().pieces(), endsWithDone));
    }

    @Override
    public long countTokens(ConverseRequest request, CallOptions options) {
        VendorAddress address = addresses.of(request.modelId(), options);
        if (address.api() != VendorApi.MESSAGES) {
            throw new ValidationException(
                    "not sent: " + address.api() + " does not support counting tokens",
                    ErrorDetails.NONE
                            .withModelId(request.modelId())
                            .withRemedy("Use Protocol.CONVERSE or the Anthropic Messages API."));
        }
        if (address.service() == Service.RUNTIME) {
            throw new ValidationException(
                    "not sent: the runtime's endpoint does not count tokens for Messages",
                    ErrorDetails.NONE
                            .withModelId(request.modelId())
                            .withRemedy(
                                    "Use Protocol.CONVERSE, or the model id without a profile."));
        }
        ServiceRequest counted = VendorRequest.counting(address, COUNT_TOKENS, request, options);
        return calls.call(
                        "CountTokens",
                        counted,
                        response -> ResponseBody.read(response, VendorProtocol::inputTokens))
                .value();
    }

    private static long inputTokens(byte[] body) {
        long tokens =
                Json.parse(body) instanceof Json.Obj object
                        ? object.integer("input_tokens", -1)
                        : -1;
        if (tokens < 0) {
            throw new JsonException("a count must have input_tokens");
        }
        return tokens;
    }

    @Override
    public Api api(String modelId, CallOptions options) {
        return addresses.of(modelId, options).sharedApi();
    }

    @Override
    public boolean carries(Extraction.Via via, CallOptions options) {
        return addresses.carries(via, options);
    }

    @Override
    public Json.Obj response(Turn turn, CallOptions options) {
        return addresses.of(modelId(turn, options), options).dialect().response(turn);
    }

    /** The answer names the model that wrote it; only its API is relevant here. */
    private static String modelId(Turn turn, CallOptions options) {
        if (options.model().base() != null) {
            return options.model().base();
        }
        String said = turn.metadata() == null ? null : turn.metadata().more().string("model");
        return said == null ? "" : said;
    }

    private static Turn turn(VendorCodec dialect, ServiceResponse response) {
        Turn turn;
        try {
            turn = ResponseBody.read(response, bytes -> turn(dialect, bytes));
        } catch (BedrockException e) {
            throw response.remedied(e.with(e.details().within(response.details())));
        }
        response.used(TokenReservation.of(turn.usage()));
        return turn;
    }

    private static Turn turn(VendorCodec dialect, byte[] bytes) {
        if (Json.parse(bytes, AnswerLimits.JSON) instanceof Json.Obj body) {
            return dialect.turn(body);
        }
        throw new JsonException("a response must be an object");
    }
}
