package dev.outcrop.internal.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Adds authentication headers to requests. Safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Authenticates a request. May block to fetch credentials.
     *
     * @param service the service name in the signature
     * @param headers the other headers of the request, which a signature must cover
     * @param cancellation ends the wait, as an interrupt does
     * @throws dev.outcrop.error.CredentialsException if there are no credentials
     */
    Proof prove(
            Service service,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Cancellation cancellation);

    /** The authentication of one request that is sent once. */
    interface Proof {
        /** The headers to add. */
        Map<String, String> headers();

        /** Secrets in addition to the values of headers. */
        default List<String> secrets() {
            return List.of();
        }

        /**
         * Called when the service rejected the request. Corrects the cause if possible, and returns
         * whether a new proof may succeed. May block, as {@link Authenticator#prove} does.
         *
         * @param serverTime the service's time, if it was sent
         * @param cancellation ends the wait, as an interrupt does
         * @throws dev.outcrop.error.CredentialsException if there are no other credentials, with a
         *     remedy
         */
        boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation);

        /** Returns a remedy for a rejection of the credentials; null if none is known. */
        default @Nullable String remedy(BedrockException refusal) {
            return null;
        }
    }
}
