package dev.outcrop.local.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A received request, unchanged.
 *
 * @param path as sent, still percent-encoded, without the query
 * @param query as sent, without the question mark; empty if there is none
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param headers by name in lower case, each with its values in order
 */
public record IncomingRequest(
        String method,
        String path,
        String query,
        String protocol,
        Map<String, List<String>> headers,
        Bytes body) {

    /** Creates a request without a query. */
    public IncomingRequest(
            String method,
            String path,
            String protocol,
            Map<String, List<String>> headers,
            Bytes body) {
        this(method, path, "", protocol, headers, body);
    }

    /** Returns path and query, as sent. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Returns the first value of a header, or null; the name in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Omits the headers and the body, which may contain secrets. */
    @Override
    public String toString() {
        return method + " " + path + " " + protocol + ", " + body;
    }
}
