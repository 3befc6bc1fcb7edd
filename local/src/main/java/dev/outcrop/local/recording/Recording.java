package dev.outcrop.local.recording;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Utf8Json;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request and its response.
 *
 * @param name the name of its file, for messages
 * @param asked JSON null if the request had no body, or a body that is not JSON
 * @param headers of the response, names in any case
 */
record Recording(String name, Asked asked, int status, Map<String, String> headers, Bytes body) {
    static final String FORMAT = "outcrop-recording/1";

    /** The parts that are compared to match two requests. */
    record Asked(String method, String path, Json body) {
        static Asked of(String method, String path, Bytes body) {
            return new Asked(method, path, parsed(body));
        }

        /** Compares decoded paths: {@code %3A} and {@code :} are the same. */
        boolean sameOperation(Asked other) {
            return method.equals(other.method) && decoded(path).equals(decoded(other.path));
        }

        static Json parsed(Bytes body) {
            try {
                return body.size() == 0 ? Json.NULL : Utf8Json.parse(body.toArray());
            } catch (JsonException e) {
                return Json.NULL;
            }
        }

        private static String decoded(String path) {
            return path.replaceAll("(?i)%3a", ":").replaceAll("(?i)%2f", "/");
        }
    }

    /**
     * Reads a recording from the JSON of a file.
     *
     * @throws IllegalArgumentException if it is not a recording
     */
    static Recording of(String name, Json json) {
        if (!(json instanceof Json.Obj whole)) {
            throw new IllegalArgumentException(name + " is not a recording: not a JSON object");
        }
        String method = whole.string("method");
        String path = whole.string("path");
        Json.Obj response = whole.object("response");
        long status = response.integer("status", 0);
        if (method == null || path == null || status < 100 || status > 599) {
            throw new IllegalArgumentException(
                    name + " is not a recording: it requires method, path and response.status");
        }
        Json body = whole.object("request").get("body");
        return new Recording(
                name,
                new Asked(method, path, body == null ? Json.NULL : body),
                (int) status,
                headers(response.object("headers")),
                body(response));
    }

    Json.Obj toJson(Map<String, List<String>> requestHeaders) {
        Map<String, Json> request = new LinkedHashMap<>();
        request.put("headers", Json.object(requestHeaders));
        request.put("body", asked.body());
        Map<String, Json> response = new LinkedHashMap<>();
        response.put("status", Json.of(status));
        Map<String, Json> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, Json.array(Json.of(value))));
        response.put("headers", new Json.Obj(lists));
        Json parsed = Asked.parsed(body);
        String text = isServerSentEvents() ? text(body) : null;
        if (text != null) {
            response.put("bodyText", Json.of(text));
        } else if (parsed instanceof Json.Null) {
            response.put("bodyBase64", Json.of(Base64.getEncoder().encodeToString(body.toArray())));
        } else {
            response.put("body", parsed);
        }
        Map<String, Json> whole = new LinkedHashMap<>();
        whole.put("format", Json.of(FORMAT));
        whole.put("method", Json.of(asked.method()));
        whole.put("path", Json.of(asked.path()));
        whole.put("request", new Json.Obj(request));
        whole.put("response", new Json.Obj(response));
        return new Json.Obj(whole);
    }

    boolean isEventStream() {
        return contentType().contains("vnd.amazon.eventstream");
    }

    boolean isServerSentEvents() {
        return contentType().startsWith("text/event-stream");
    }

    private String contentType() {
        return header("content-type").toLowerCase(Locale.ROOT);
    }

    /** Returns the value of a header of the response; empty if it has none. */
    String header(String name) {
        for (var header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return "";
    }

    /** Returns the body as text; null if it would not be the same bytes again. */
    private static @Nullable String text(Bytes body) {
        String text = new String(body.toArray(), StandardCharsets.UTF_8);
        return Bytes.of(text).equals(body) ? text : null;
    }

    private static Bytes body(Json.Obj response) {
        String base64 = response.string("bodyBase64");
        if (base64 != null) {
            return Bytes.of(Base64.getDecoder().decode(base64));
        }
        String text = response.string("bodyText");
        if (text != null) {
            return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        }
        Json json = response.get("body");
        return json == null || json instanceof Json.Null ? Bytes.NONE : Bytes.of(json.toString());
    }

    private static Map<String, String> headers(Json.Obj recorded) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        recorded.members()
                .forEach(
                        (name, values) -> {
                            if (HeaderFilter.fromTheService(name)) {
                                headers.put(name, HeaderFilter.joined(values));
                            }
                        });
        return headers;
    }
}
