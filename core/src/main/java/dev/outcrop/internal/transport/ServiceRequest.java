package dev.outcrop.internal.transport;

import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.util.Map;

/**
 * One call of the service, before it is signed.
 *
 * @param service the service of the endpoint and of the signature
 * @param method {@code POST}, or {@code GET} with an empty body
 * @param path appended to the endpoint, percent-encoded, such as {@code
 *     /model/amazon.nova-lite-v1%3A0/converse}; it may have a query
 * @param accept the expected content type
 * @param modelId the model, for messages; empty if there is none
 * @param headers the caller's own headers
 * @param reservedTokens the tokens that the call may use, by estimate
 * @param origin what observers are told of where the call comes from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed from hand to hand
public record ServiceRequest(
        Service service,
        String method,
        String path,
        String accept,
        String modelId,
        Map<String, String> headers,
        byte[] body,
        long reservedTokens,
        Timeouts timeouts,
        Cancellation cancellation,
        CallOrigin origin) {
    /** Accepts any content type, or none. */
    public static final String ANY = "*/*";

    public static final String JSON = "application/json";
    public static final String SERVER_SENT_EVENTS = "text/event-stream";
    public static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    /** Creates a call that comes from nowhere in particular. */
    public ServiceRequest(
            Service service,
            String method,
            String path,
            String accept,
            String modelId,
            Map<String, String> headers,
            byte[] body,
            long reservedTokens,
            Timeouts timeouts,
            Cancellation cancellation) {
        this(
                service,
                method,
                path,
                accept,
                modelId,
                headers,
                body,
                reservedTokens,
                timeouts,
                cancellation,
                CallOrigin.NONE);
    }

    /** Creates a call of the runtime. */
    public ServiceRequest(
            String path,
            String accept,
            String modelId,
            Map<String, String> headers,
            byte[] body,
            long reservedTokens,
            Timeouts timeouts,
            Cancellation cancellation) {
        this(
                Service.RUNTIME,
                "POST",
                path,
                accept,
                modelId,
                headers,
                body,
                reservedTokens,
                timeouts,
                cancellation);
    }

    /** Returns a call of the control plane, which has no body. */
    public static ServiceRequest control(
            String path, String modelId, Timeouts timeouts, Cancellation cancellation) {
        return new ServiceRequest(
                Service.CONTROL,
                "GET",
                path,
                JSON,
                modelId,
                Map.of(),
                new byte[0],
                0,
                timeouts,
                cancellation);
    }

    /** Returns this request with the place that it comes from. */
    public ServiceRequest from(CallOrigin origin) {
        return with(timeouts, cancellation, origin);
    }

    /** Returns this request for one attempt of a call. */
    public ServiceRequest within(Timeouts timeouts, Cancellation cancellation) {
        return with(timeouts, cancellation, origin);
    }

    private ServiceRequest with(Timeouts timeouts, Cancellation cancellation, CallOrigin origin) {
        return new ServiceRequest(
                service,
                method,
                path,
                accept,
                modelId,
                headers,
                body,
                reservedTokens,
                timeouts,
                cancellation,
                origin);
    }

    @Override
    public String toString() {
        return method + " " + path; // the rest may be secret
    }
}
