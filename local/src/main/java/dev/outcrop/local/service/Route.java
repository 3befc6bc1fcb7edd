package dev.outcrop.local.service;

import dev.outcrop.local.wire.Incoming;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Which operation a request is for: {@code POST /model/{modelId}/converse} and its kin.
 *
 * @param operation null where there is no such operation
 */
record Route(@Nullable Operation operation, @Nullable String modelId) {
    private static final Route NOWHERE = new Route(null, null);

    static Route of(Incoming request) {
        // Split before decoding: an ARN has slashes of its own, sent as %2F.
        String[] parts = request.path().split("/", 5);
        if (parts.length != 4 || !parts[1].equals("model") || !request.method().equals("POST")) {
            return NOWHERE;
        }
        Operation operation = Operation.named(parts[3]);
        String modelId = decoded(parts[2]);
        return operation == null || modelId == null ? NOWHERE : new Route(operation, modelId);
    }

    private static @Nullable String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
