package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.vendor.SupportedRequest;
import dev.outcrop.internal.server.ServerRules.Trait;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.settings.Protocol.VendorApi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates the requests of a vendor's API: body, headers, path. */
final class VendorRequest {
    private static final String OWN = "additionalModelRequestFields";

    /** A member of InvokeModel's body; here it is a header. */
    private static final String BETA = "anthropic_beta";

    private VendorRequest() {}

    static ServiceRequest of(
            VendorAddress address,
            ConverseRequest request,
            CallOptions options,
            boolean streaming) {
        Json.Obj body = body(address, request, options, streaming);
        return request(
                address,
                "",
                streaming ? ServiceRequest.SERVER_SENT_EVENTS : ServiceRequest.JSON,
                body,
                request,
                options);
    }

    /** Creates the request that counts the tokens of the same messages. */
    static ServiceRequest counting(
            VendorAddress address, String path, ConverseRequest request, CallOptions options) {
        Json.Obj body =
                body(address, request, options, false)
                        .without("max_tokens", "temperature", "top_p", "top_k", "stop_sequences");
        return request(address, path, ServiceRequest.JSON, body, request, options);
    }

    private static ServiceRequest request(
            VendorAddress address,
            String path,
            String accept,
            Json.Obj body,
            ConverseRequest request,
            CallOptions options) {
        byte[] bytes = JsonWriter.wellFormedBytes(json -> json.value(body.without(BETA)));
        return new ServiceRequest(
                        address.service(),
                        "POST",
                        address.path(request.modelId(), path),
                        accept,
                        request.modelId(),
                        headers(address, body, options.apiHeaders()),
                        bytes,
                        path.isEmpty() ? TokenReservation.estimated(bytes, body) : 0,
                        options.timeouts(),
                        options.cancellation())
                .from(options.origin());
    }

    private static Map<String, String> headers(
            VendorAddress address, Json.Obj body, Map<String, String> callers) {
        if (address.api() != VendorApi.MESSAGES) {
            return callers;
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("anthropic-version", "2023-06-01");
        if (!body.array(BETA).isEmpty()) {
            headers.put(
                    "anthropic-beta",
                    body.array(BETA).stream()
                            .map(beta -> beta instanceof Json.Str(String name) ? name : "")
                            .collect(Collectors.joining(",")));
        }
        callers.forEach(
                (name, value) -> {
                    headers.keySet().removeIf(name::equalsIgnoreCase);
                    headers.put(name, value);
                });
        return headers;
    }

    /** Repairs every request before it is sent; the caller's members take precedence. */
    private static Json.Obj body(
            VendorAddress address,
            ConverseRequest request,
            CallOptions options,
            boolean streaming) {
        ConverseRequest understood = VendorBlocks.without(request, address.own());
        ConverseRequest sendable =
                carried(
                        withoutTools(
                                address,
                                understood,
                                SendableHistory.of(
                                        understood, options.model(), address.sharedApi())),
                        address.api());
        Json.Obj args = options.apiArgs();
        Json.Obj body = SupportedRequest.of(address.dialect(), sendable, streaming);
        String tier = request.serviceTier();
        if (tier != null) {
            body = body.with("service_tier", Json.of(tier));
        }
        return body.merged(args.object(OWN)).merged(args.without(OWN));
    }

    /** Bedrock requires definitions of the tools in a history; a server without tools has none. */
    private static ConverseRequest withoutTools(
            VendorAddress address, ConverseRequest given, ConverseRequest sendable) {
        boolean added = given.toolConfig() == null && sendable.toolConfig() != null;
        return added && address.server() != null && address.server().has(Trait.NO_TOOLS)
                ? sendable.toBuilder().toolConfig(null).build()
                : sendable;
    }

    private static ConverseRequest carried(ConverseRequest request, VendorApi api) {
        if (request.guardrailConfig() != null) {
            throw refused(
                    request, api, "a guardrail", "Use Protocol.CONVERSE or Protocol.INVOKE_MODEL.");
        }
        if (request.performanceLatency() != null) {
            throw refused(
                    request,
                    api,
                    "a latency setting",
                    "Use Protocol.CONVERSE or Protocol.INVOKE_MODEL.");
        }
        if (!request.requestMetadata().isEmpty()) {
            throw refused(
                    request,
                    api,
                    "request metadata",
                    "Use Protocol.CONVERSE or Protocol.INVOKE_MODEL.");
        }
        if (!request.promptVariables().isEmpty()) {
            throw refused(request, api, "prompt variables", "Use Protocol.CONVERSE.");
        }
        if (!request.additionalModelResponseFieldPaths().isEmpty()) {
            throw refused(
                    request,
                    api,
                    "response field paths",
                    "Read the complete response with Reply.raw().");
        }
        if (request.serviceTier() != null && api == VendorApi.MESSAGES) {
            throw refused(
                    request,
                    api,
                    "the Bedrock service tier",
                    "Use Protocol.CONVERSE or Protocol.INVOKE_MODEL; set"
                            + " Anthropic's own tier with apiArgs.");
        }
        return request;
    }

    private static ValidationException refused(
            ConverseRequest request, VendorApi api, String what, String which) {
        return new ValidationException(
                "not sent: " + api + " does not support " + what,
                ErrorDetails.NONE.withModelId(request.modelId()).withRemedy(which));
    }
}
