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
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed from hand to hand
public record Request(
        String path,
        String accept,
        String modelId,
        Map<String, String> headers,
        byte[] body,
        Timeouts timeouts,
        Cancellation cancellation) {
    public static final String JSON = "application/json";
    public static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    @Override
    public String toString() {
        return "POST " + path; // the rest may be secret
    }
}
