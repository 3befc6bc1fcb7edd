package dev.outcrop.internal.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says in headers who is calling. Safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Proves who sends a request. May block to fetch credentials.
     *
     * @param service whose name a signature carries
     * @param headers those that the request already has, and that a signature must cover
     * @param cancellation ends the waiting, as an interrupt does
     * @throws dev.outcrop.error.CredentialsException if there are no credentials
     */
    Proof prove(
            Service service,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Cancellation cancellation);

    /** What one request, sent once, proves its sender with. */
    interface Proof {
        /** The headers to add. */
        Map<String, String> headers();

        /** What must never be shown, beside the values of headers. */
        default List<String> secrets() {
            return List.of();
        }

        /**
         * The service refused the request. Puts right what it can, and says whether a proof that is
         * made now may do better. May block, as {@link Authenticator#prove} does.
         *
         * @param serverTime the service's time, if it said so
         * @param cancellation ends the waiting, as an interrupt does
         * @throws dev.outcrop.error.CredentialsException if there are no other credentials, with
         *     what to do
         */
        boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation);

        /**
         * What a person can do about a refusal that is of the credentials; null if none is known.
         */
        default @Nullable String remedy(BedrockException refusal) {
            return null;
        }
    }
}
