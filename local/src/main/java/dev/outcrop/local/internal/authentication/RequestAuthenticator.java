package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that requests are authenticated by one of the credentials. Safe for several threads. */
public final class RequestAuthenticator {
    private static final Set<String> PROOFS =
            Set.of(
                    "authorization",
                    "x-amz-content-sha256",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-api-key");

    private final List<LocalCredentials> credentials;
    private final InstantSource clock;

    public RequestAuthenticator(List<LocalCredentials> credentials, InstantSource clock) {
        this.credentials = List.copyOf(credentials);
        this.clock = clock;
    }

    /**
     * Checks a request and returns normally if it is authenticated.
     *
     * @param service the name that a signature must be scoped to: {@code bedrock} or {@code
     *     bedrock-mantle}
     * @throws ServiceError if it is not
     */
    public void check(IncomingRequest request, String service) {
        String authorization = request.header("authorization");
        String apiKey = request.header("x-api-key");
        boolean isMantle = service.equals("bedrock-mantle");
        if (authorization == null && apiKey != null && isMantle) {
            bearer(apiKey, true);
        } else if (authorization == null) {
            throw ServiceError.of(
                    "MissingAuthenticationTokenException", "Missing Authentication Token");
        } else if (authorization.startsWith("Bearer ")) {
            bearer(authorization.substring("Bearer ".length()).trim(), isMantle);
        } else {
            AuthorizationHeader signed = AuthorizationHeader.of(request, authorization);
            new SignatureCheck(request, signed, service, clock.instant())
                    .check(keys(signed, request));
        }
    }

    /** Returns a request without signature, token and API key. */
    public static IncomingRequest withoutProof(IncomingRequest request) {
        var headers = new HashMap<>(request.headers());
        headers.keySet().removeAll(PROOFS);
        return new IncomingRequest(
                request.method(),
                request.path(),
                request.query(),
                request.protocol(),
                Map.copyOf(headers),
                request.body());
    }

    private void bearer(String token, boolean isMantle) {
        for (LocalCredentials one : credentials) {
            if (one instanceof LocalCredentials.Bearer(String known, Instant expiry)
                    && same(known, token)) {
                if (expiry != null && !clock.instant().isBefore(expiry)) {
                    throw ServiceError.of("AccessDeniedException", "Bearer Token has expired");
                }
                return;
            }
        }
        // hermes-agent 87190
        throw isMantle
                ? ServiceError.ofVendor("invalid_api_key", 401, "Invalid bearer token")
                : ServiceError.of(
                        "AccessDeniedException",
                        "Authentication failed: Please make sure your API Key is valid.");
    }

    private LocalCredentials.Keys keys(AuthorizationHeader signed, IncomingRequest request) {
        String token = request.header("x-amz-security-token");
        for (LocalCredentials one : credentials) {
            if (one instanceof LocalCredentials.Keys keys
                    && keys.accessKeyId().equals(signed.accessKeyId())) {
                boolean sameToken =
                        keys.sessionToken() == null
                                ? token == null
                                : token != null && same(keys.sessionToken(), token);
                if (!sameToken) {
                    break;
                }
                Instant expiry = keys.expiry();
                if (expiry != null && !clock.instant().isBefore(expiry)) {
                    throw ServiceError.of(
                            "ExpiredTokenException",
                            "The security token included in the request is expired");
                }
                return keys;
            }
        }
        throw ServiceError.of(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
