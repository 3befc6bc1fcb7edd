package dev.outcrop.local.service;

import dev.outcrop.local.wire.Incoming;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Which operation a request is for: {@code POST /model/{modelId}/converse} and its kin.
 *
 * @param modelId decoded; null where the path has none
 */
record Route(Operation operation, @Nullable String modelId) {
    private static final Route NOWHERE = new Route(Operation.UNKNOWN, null);

    static Route of(Incoming request) {
        // Split before decoding: an ARN has slashes of its own, sent as %2F.
        String[] parts = request.path().split("/", 5);
        if (parts.length != 4 || !parts[1].equals("model") || !request.method().equals("POST")) {
            return NOWHERE;
        }
        String modelId = decoded(parts[2]);
        return modelId == null ? NOWHERE : new Route(Operation.at(parts[3]), modelId);
    }

    private static @Nullable String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
