package dev.outcrop.local.recording;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects the headers that are forwarded and those that are recorded. Only headers known to be
 * harmless are recorded.
 */
final class HeaderFilter {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "accept-encoding",
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final Set<String> KEPT_OF_A_REQUEST = Set.of("accept", "content-type");

    private HeaderFilter() {}

    /** False for headers of a single connection. */
    static boolean passedOn(String name) {
        return !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /** No credentials, no tokens, nothing that identifies the caller. */
    static boolean keptOfARequest(String name) {
        return KEPT_OF_A_REQUEST.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Headers in which Bedrock describes an answer. */
    static boolean fromTheService(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("content-type") || lower.startsWith("x-amzn-");
    }

    static String joined(Json values) {
        return switch (values) {
            case Json.Str(String value) -> value;
            case Json.Arr(List<Json> all) ->
                    all.stream()
                            .map(value -> value instanceof Json.Str(String text) ? text : "")
                            .collect(Collectors.joining(", "));
            default -> "";
        };
    }
}
