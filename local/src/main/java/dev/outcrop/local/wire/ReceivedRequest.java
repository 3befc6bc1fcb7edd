package dev.outcrop.local.wire;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What the local Bedrock received, kept for tests to look at.
 *
 * @param operation Bedrock's name for it: {@code Converse}; null where the path names none
 * @param modelId decoded; null where the path has none
 * @param headers by name in lower case, with everything that was sent, credentials too
 * @param body JSON null where there was none, or none that is JSON
 */
public record ReceivedRequest(
        @Nullable String operation,
        @Nullable String modelId,
        String method,
        String path,
        String protocol,
        Map<String, List<String>> headers,
        Json body) {

    /** The first value of a header, or null; the name in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Without the headers and the body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path + " " + protocol;
    }
}
