package dev.outcrop.local.internal.sts;

import dev.outcrop.local.wire.IncomingRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of a request of the query protocol: in its body, or else in its query.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonParameters.html">Common
 *     parameters</a>
 */
record RequestForm(Map<String, String> parameters) {
    private static final int MOST = 100;

    static RequestForm of(IncomingRequest request) {
        String body = new String(request.body().toArray(), StandardCharsets.UTF_8);
        var all = new HashMap<String, String>();
        String[] pairs = (body.isBlank() ? request.query() : body).split("&", MOST);
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new RequestForm(Map.copyOf(all));
    }

    /** Returns a parameter; empty if it is missing. */
    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StsError(400, "MalformedQueryString", "The query string is malformed.");
        }
    }
}
