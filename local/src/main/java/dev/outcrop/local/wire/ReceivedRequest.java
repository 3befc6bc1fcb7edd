package dev.outcrop.local.wire;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A request that the emulator received, kept for tests.
 *
 * @param operation Bedrock's name of the operation: {@code Converse}; null if the path names none
 * @param modelId decoded; null if the path has none
 * @param headers by name in lower case, all that were sent, credentials included
 * @param body JSON null if there was none, or it was not JSON
 */
public record ReceivedRequest(
        @Nullable String operation,
        @Nullable String modelId,
        String method,
        String path,
        String protocol,
        Map<String, List<String>> headers,
        Json body) {

    /** Returns the first value of a header, or null; the name in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Omits the headers and the body, which may contain secrets. */
    @Override
    public String toString() {
        return method + " " + path + " " + protocol;
    }
}
