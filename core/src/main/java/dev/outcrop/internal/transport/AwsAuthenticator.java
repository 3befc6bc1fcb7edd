package dev.outcrop.internal.transport;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.signing.RequestSigner;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Signs with the credentials of a provider, by the service's clock as far as it is known. Safe for
 * any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class AwsAuthenticator implements Authenticator {
    /**
     * AWS accepts signatures that are up to five minutes off; a smaller difference than this is not
     * the cause.
     */
    private static final Duration CLEAR = Duration.ofMinutes(4);

    private static final Set<String> STALE =
            Set.of(
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException");

    /** A bearer token is not signed, and needs no region. */
    private static final Region NOWHERE = Region.of("us-east-1");

    private static final Set<String> SKEWED =
            Set.of(
                    "InvalidSignatureException",
                    "RequestExpired",
                    "RequestInTheFuture",
                    "RequestTimeTooSkewed",
                    "SignatureDoesNotMatch");

    private final StoppableCredentials provider;
    private final Function<Cancellation, Region> region;
    private final Clock clock;
    private final RequestSigner signer;
    private volatile Duration offset = Duration.ZERO;

    public AwsAuthenticator(
            CredentialsProvider provider, Function<Cancellation, Region> region, Clock clock) {
        this.provider = StoppableCredentials.of(provider);
        this.region = region;
        this.clock = clock;
        this.signer = new RequestSigner(clock);
    }

    @Override
    public Proof prove(
            Service service,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Cancellation cancellation) {
        Credentials credentials = provider.resolve(cancellation);
        Duration by = offset;
        return new Signed(
                credentials,
                by,
                signer.sign(
                        method,
                        uri,
                        headers,
                        body,
                        credentials,
                        credentials instanceof Credentials.BearerToken
                                ? NOWHERE
                                : region.apply(cancellation),
                        service.signingName(),
                        by));
    }

    private final class Signed implements Proof {
        private final Credentials credentials;
        private final Duration by;
        private final Map<String, String> headers;

        Signed(Credentials credentials, Duration by, Map<String, String> headers) {
            this.credentials = credentials;
            this.by = by;
            this.headers = headers;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        @Override
        public List<String> secrets() {
            return switch (credentials) {
                case Credentials.AccessKeys keys ->
                        keys.sessionToken() == null
                                ? List.of(keys.accessKeyId(), keys.secretAccessKey())
                                : List.of(
                                        keys.accessKeyId(),
                                        keys.secretAccessKey(),
                                        keys.sessionToken());
                case Credentials.BearerToken bearer -> List.of(bearer.token());
            };
        }

        @Override
        public boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation) {
            String code = refusal.details().code();
            if (code == null) {
                return false;
            }
            if (STALE.contains(code) || isExpiredKey(code, refusal)) {
                return isRenewed(cancellation);
            }
            return credentials instanceof Credentials.AccessKeys
                    && SKEWED.contains(code)
                    && serverTime != null
                    && isCorrected(serverTime);
        }

        @Override
        public @Nullable String remedy(BedrockException refusal) {
            String code = refusal.details().code();
            boolean expired = code != null && code.startsWith("ExpiredToken");
            return expired ? Remedies.expired(credentials.source()) : null;
        }

        /** An expired Bedrock API key is reported with the code of every other denial. */
        private boolean isExpiredKey(String code, BedrockException refusal) {
            return credentials instanceof Credentials.BearerToken
                    && code.equals("AccessDeniedException")
                    && refusal.what().contains("Token has expired");
        }

        /** False if the provider returned the same credentials. */
        private boolean isRenewed(Cancellation cancellation) {
            provider.refused(credentials);
            return !isSame(credentials, provider.resolve(cancellation));
        }

        /** Another call may have corrected the clock since this one was signed. */
        private boolean isCorrected(Instant serverTime) {
            Duration measured = Duration.between(clock.instant(), serverTime);
            if (measured.minus(by).abs().compareTo(CLEAR) <= 0) {
                return false;
            }
            offset = measured;
            return true;
        }
    }

    private static boolean isSame(Credentials one, Credentials other) {
        return switch (one) {
            case Credentials.AccessKeys keys ->
                    other instanceof Credentials.AccessKeys others
                            && keys.accessKeyId().equals(others.accessKeyId())
                            && keys.secretAccessKey().equals(others.secretAccessKey())
                            && String.valueOf(keys.sessionToken())
                                    .equals(String.valueOf(others.sessionToken()));
            case Credentials.BearerToken bearer ->
                    other instanceof Credentials.BearerToken others
                            && bearer.token().equals(others.token());
        };
    }
}
