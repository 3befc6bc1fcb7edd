package dev.outcrop.local.internal.http;

import dev.outcrop.local.wire.ServiceError;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Requests of web pages: rejects those of other machines, and lets pages of the allowed origins
 * read responses (CORS). Pages of this machine may send requests, but read responses only if their
 * origin is allowed.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">the CORS protocol</a>
 */
final class CrossOrigin {
    private static final String ANY = "*";
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String TEN_MINUTES = "600";

    /** Names of headers, separated by commas. */
    private static final String HEADER_NAMES = "[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,4096}";

    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";

    /** Headers of Bedrock that clients read. */
    private static final String EXPOSED =
            "x-amzn-requestid, x-amzn-errortype, x-amzn-bedrock-input-token-count,"
                    + " x-amzn-bedrock-output-token-count, x-amzn-bedrock-invocation-latency,"
                    + " x-amzn-bedrock-cache-read-input-token-count,"
                    + " x-amzn-bedrock-cache-write-input-token-count, retry-after";

    private final Set<String> origins;

    CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Rejects the request of a page of another machine whose origin is not allowed. */
    void check(@Nullable String origin) {
        if (origin != null && !isAllowed(origin) && !AllowedHosts.isLoopback(hostOf(origin))) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock emulator does not answer web pages of other hosts, unless"
                            + " their origin is allowed with --allow-origin.");
        }
    }

    /** Whether a browser asks if it may send a request. */
    boolean isPreflight(Request request) {
        HttpFields headers = request.getHeaders();
        String origin = headers.get(HttpHeader.ORIGIN);
        return HttpMethod.OPTIONS.is(request.getMethod())
                && origin != null
                && isAllowed(origin)
                && headers.contains(REQUESTED_METHOD);
    }

    /** Adds the headers that let a page read the response. */
    void addTo(HttpFields.Mutable response, @Nullable String origin) {
        if (origins.isEmpty()) {
            return;
        }
        response.put(HttpHeader.VARY, "Origin");
        if (origin == null || !isAllowed(origin)) {
            return;
        }
        if (origins.contains(ANY)) {
            response.put("Access-Control-Allow-Origin", ANY);
        } else {
            response.put("Access-Control-Allow-Origin", origin);
            response.put("Access-Control-Allow-Credentials", "true");
        }
        response.put("Access-Control-Expose-Headers", EXPOSED);
    }

    /** Adds the answer to a preflight; the requested headers include those of signatures. */
    void addPreflightTo(HttpFields.Mutable response, HttpFields request) {
        response.put("Access-Control-Allow-Methods", METHODS);
        String headers = request.get(REQUESTED_HEADERS);
        if (headers != null && headers.matches(HEADER_NAMES)) {
            response.put("Access-Control-Allow-Headers", headers);
        }
        if ("true".equals(request.get("Access-Control-Request-Private-Network"))) {
            response.put("Access-Control-Allow-Private-Network", "true");
        }
        response.put("Access-Control-Max-Age", TEN_MINUTES);
    }

    private boolean isAllowed(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
