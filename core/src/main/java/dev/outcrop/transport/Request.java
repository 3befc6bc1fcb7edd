package dev.outcrop.transport;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.util.Map;

/**
 * One call of the service, before it is signed.
 *
 * @param path below the endpoint, percent-encoded, such as {@code
 *     /model/amazon.nova-lite-v1%3A0/converse}
 * @param accept the content type that is expected
 * @param modelId the model that is asked, for messages
 * @param headers the caller's own headers
 * @param reservedTokens the tokens that the call may take, by estimate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed from hand to hand
public record Request(
        String path,
        String accept,
        String modelId,
        Map<String, String> headers,
        byte[] body,
        long reservedTokens,
        Timeouts timeouts,
        Cancellation cancellation) {
    public static final String JSON = "application/json";
    public static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    /** The same request, as one of the tries of a call. */
    public Request within(Timeouts timeouts, Cancellation cancellation) {
        return new Request(
                path, accept, modelId, headers, body, reservedTokens, timeouts, cancellation);
    }

    @Override
    public String toString() {
        return "POST " + path; // the rest may be secret
    }
}
