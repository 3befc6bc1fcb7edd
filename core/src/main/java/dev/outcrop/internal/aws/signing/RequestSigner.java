package dev.outcrop.internal.aws.signing;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Signs requests. Thread-safe; does not block. */
public final class RequestSigner {
    private final Clock clock;
    private final SigV4Signer signature = new SigV4Signer();

    public RequestSigner(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns the headers to add: for access keys {@code Authorization}, {@code X-Amz-Date}, {@code
     * x-amz-content-sha256} and, with temporary keys, {@code X-Amz-Security-Token}; for a bearer
     * token only {@code Authorization}. They replace given ones of the same name.
     *
     * <p>All given headers are signed, except {@code User-Agent}, {@code Connection}, {@code
     * Expect} and {@code X-Amzn-Trace-Id}; they and the body must be sent as they were signed, and
     * {@code Host} as in {@link RequestTarget#authority}.
     *
     * @param uri as it is sent, made by {@link RequestTarget#uri}; the signature encodes its path
     *     once more, except for {@code s3}
     * @param signingName the service's name in a signature, {@code bedrock} for all hosts of
     *     Bedrock
     * @param clockOffset how much the service's clock is ahead of ours, zero if unknown
     */
    public Map<String, String> sign(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Credentials credentials,
            Region region,
            String signingName,
            Duration clockOffset) {
        // Without a switch over types: linking one costs a cold start some milliseconds.
        if (credentials instanceof Credentials.BearerToken bearer) {
            return Map.of("Authorization", "Bearer " + bearer.token());
        }
        return signature.headers(
                method,
                uri,
                headers,
                body,
                (Credentials.AccessKeys) credentials,
                region.id(),
                signingName,
                clock.instant().plus(clockOffset));
    }
}
