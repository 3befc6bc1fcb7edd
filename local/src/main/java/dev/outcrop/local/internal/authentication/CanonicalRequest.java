package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.wire.IncomingRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical form of a request for its signature.
 *
 * @param normalize whether {@code .}, {@code ..} and empty parts are removed from the path
 * @param twice whether the path as sent is percent-encoded once more
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
record CanonicalRequest(
        IncomingRequest request, List<String> signedHeaders, boolean normalize, boolean twice) {
    /** The form of every service except S3. */
    CanonicalRequest(IncomingRequest request, List<String> signedHeaders, boolean normalize) {
        this(request, signedHeaders, normalize, true);
    }

    String text() {
        var text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(path()).append('\n');
        text.append(query()).append('\n');
        for (String header : signedHeaders) {
            text.append(header).append(':').append(value(header)).append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n');
        return text.append(payloadHash()).toString();
    }

    private String path() {
        String path = normalize ? normalized(request.path()) : request.path();
        if (path.isEmpty()) {
            return "/";
        }
        return twice ? encoded(path, true) : path;
    }

    private static String normalized(String path) {
        var parts = new ArrayList<String>();
        for (String part : List.of(path.split("/", -1))) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        boolean slash = path.endsWith("/") && !parts.isEmpty();
        return "/" + String.join("/", parts) + (slash ? "/" : "");
    }

    private String query() {
        if (request.query().isEmpty()) {
            return "";
        }
        var pairs = new ArrayList<List<String>>();
        for (String pair : List.of(request.query().split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(List.of(encoded(decoded(name), false), encoded(decoded(value), false)));
        }
        pairs.sort(Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast));
        return String.join("&", pairs.stream().map(pair -> String.join("=", pair)).toList());
    }

    private String value(String header) {
        String name = header.equals(":authority") ? "host" : header;
        List<String> values = request.headers().getOrDefault(name, List.of());
        return String.join(",", values.stream().map(CanonicalRequest::trimmed).toList());
    }

    private static String trimmed(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private String payloadHash() {
        List<String> told = request.headers().getOrDefault("x-amz-content-sha256", List.of());
        return told.isEmpty() ? Sha256.hex(request.body().toArray()) : told.getFirst();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encoded(String text, boolean keepSlash) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || "-_.~".indexOf(c) >= 0
                            || (keepSlash && c == '/');
            if (plain) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
