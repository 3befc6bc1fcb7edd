package dev.outcrop.local.recording;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.internal.authentication.SigV4Signing;
import dev.outcrop.local.wire.IncomingRequest;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Signs a request for the host that it is forwarded to. A bearer token in the request is kept.
 *
 * @param region the region in the scope of signatures
 */
record RecordingSigner(Supplier<LocalCredentials> credentials, String region, InstantSource clock) {
    private static final Set<String> PROOFS =
            Set.of("authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

    /** Whether a header of the caller is replaced. */
    boolean replaces(IncomingRequest request, String name) {
        return !hasToken(request) && PROOFS.contains(name);
    }

    Map<String, String> headers(IncomingRequest request, RecordedEndpoints.Target target) {
        if (hasToken(request)) {
            return Map.of();
        }
        return switch (credentials.get()) {
            case LocalCredentials.Bearer bearer ->
                    Map.of("authorization", "Bearer " + bearer.token());
            case LocalCredentials.Keys keys ->
                    SigV4Signing.headers(
                            request,
                            target.url().getRawAuthority(),
                            keys,
                            region,
                            target.service(),
                            clock.instant());
        };
    }

    private static boolean hasToken(IncomingRequest request) {
        String authorization = request.header("authorization");
        return request.header("x-api-key") != null
                || (authorization != null && authorization.startsWith("Bearer "));
    }
}
