package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The endpoint of a server over HTTP: one request, one response in JSON. Safe for any number of
 * threads.
 */
final class HttpEndpoint implements HttpHandler {
    private static final int LONGEST = 16 << 20;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Dispatch dispatch;
    private final byte @Nullable [] token;
    private final Set<String> hosts;
    private final Set<String> origins;
    private final HttpSessions sessions = new HttpSessions();

    HttpEndpoint(
            Dispatch dispatch, byte @Nullable [] token, Set<String> hosts, Set<String> origins) {
        this.dispatch = dispatch;
        this.token = token;
        this.hosts = hosts;
        this.origins = origins;
    }

    /** What is answered. */
    private record Answer(int status, Json.@Nullable Obj body, Map<String, String> headers) {
        static Answer of(int status, String message) {
            return new Answer(
                    status, JsonRpc.error(null, JsonRpc.INVALID_REQUEST, message, null), Map.of());
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (answer.body() == null) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            byte[] body = answer.body().toString().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        Answer refusal = refusal(exchange);
        if (refusal != null) {
            return refusal;
        }
        return switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange);
            case "DELETE" ->
                    sessions.end(header(exchange, "Mcp-Session-Id"))
                            ? new Answer(200, null, Map.of())
                            : Answer.of(404, "there is no such session");
            default ->
                    new Answer(
                            405,
                            JsonRpc.error(null, JsonRpc.INVALID_REQUEST, "use POST", null),
                            Map.of("Allow", "POST, DELETE"));
        };
    }

    private @Nullable Answer refusal(HttpExchange exchange) {
        String host = String.valueOf(header(exchange, "Host")).toLowerCase(Locale.ROOT);
        if (!hosts.contains(host.replaceFirst(":[0-9]*$", ""))) {
            return Answer.of(403, "this host name is not allowed");
        }
        String origin = header(exchange, "Origin");
        if (origin != null && !isAllowed(origin)) {
            return Answer.of(403, "this origin is not allowed");
        }
        if (!exchange.getRequestURI().getPath().equals("/mcp")) {
            return Answer.of(404, "the endpoint is /mcp");
        }
        if (token != null) {
            String given = String.valueOf(header(exchange, "Authorization"));
            byte[] bytes = given.replaceFirst("(?i)^Bearer +", "").getBytes(UTF_8);
            if (!MessageDigest.isEqual(token, bytes)) {
                return new Answer(
                        401,
                        JsonRpc.error(
                                null, JsonRpc.INVALID_REQUEST, "an access token is required", null),
                        Map.of("WWW-Authenticate", "Bearer"));
            }
        }
        return null;
    }

    private boolean isAllowed(String origin) {
        if (origins.contains(origin)) {
            return true;
        }
        try {
            return LOCAL.contains(String.valueOf(URI.create(origin).getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private Answer post(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return Answer.of(413, "the message is longer than " + LONGEST + " bytes");
        }
        Json.Obj message = JsonRpc.read(body, LONGEST);
        if (message == null) {
            return new Answer(
                    400,
                    JsonRpc.error(null, JsonRpc.PARSE_ERROR, "not a JSON-RPC 2.0 message", null),
                    Map.of());
        }
        return Dispatch.isStateless(message)
                ? stateless(exchange, message)
                : inSession(exchange, message);
    }

    private Answer stateless(HttpExchange exchange, Json.Obj message) {
        if (!JsonRpc.isRequest(message)) {
            return new Answer(202, null, Map.of());
        }
        String mismatch = mismatch(exchange, message);
        Json id = message.members().getOrDefault("id", Json.NULL);
        if (mismatch != null) {
            return new Answer(
                    400,
                    JsonRpc.error(id, Era.HEADER_MISMATCH, "Header mismatch: " + mismatch, null),
                    Map.of());
        }
        Json.Obj response = dispatch.answer(message, new Dispatch.Running());
        if (response == null) {
            return Answer.of(500, "the call was interrupted");
        }
        long code = response.object("error").integer("code", 0);
        int status =
                code == JsonRpc.METHOD_NOT_FOUND
                        ? 404
                        : code == Era.UNSUPPORTED_VERSION || code == JsonRpc.INVALID_PARAMS
                                ? 400
                                : 200;
        return new Answer(status, response, Map.of());
    }

    private static @Nullable String mismatch(HttpExchange exchange, Json.Obj message) {
        Json.Obj params = message.object("params");
        String version = params.object("_meta").string(Era.VERSION_KEY);
        if (!String.valueOf(version).equals(header(exchange, "MCP-Protocol-Version"))) {
            return "MCP-Protocol-Version is not that of the message";
        }
        String method = String.valueOf(message.string("method"));
        if (!method.equals(header(exchange, "Mcp-Method"))) {
            return "Mcp-Method is not that of the message";
        }
        if (!method.equals("tools/call")) {
            return null;
        }
        String name = header(exchange, "Mcp-Name");
        try {
            return name != null
                            && HeaderValues.decoded(name)
                                    .equals(String.valueOf(params.string("name")))
                    ? null
                    : "Mcp-Name is not that of the message";
        } catch (IllegalArgumentException e) {
            return "Mcp-Name is not valid Base64";
        }
    }

    private Answer inSession(HttpExchange exchange, Json.Obj message) {
        boolean opening = "initialize".equals(message.string("method"));
        String id = header(exchange, "Mcp-Session-Id");
        Dispatch.Running running = opening ? new Dispatch.Running() : sessions.running(id);
        if (running == null) {
            return id == null
                    ? Answer.of(400, "Mcp-Session-Id is missing; send initialize first")
                    : Answer.of(404, "there is no such session");
        }
        if (!JsonRpc.isRequest(message)) {
            if ("notifications/cancelled".equals(message.string("method"))) {
                running.cancel(message.object("params"));
            }
            return new Answer(202, null, Map.of());
        }
        Json.Obj response = dispatch.answer(message, running);
        if (response == null) {
            return Answer.of(500, "the call was cancelled");
        }
        return new Answer(
                200,
                response,
                opening ? Map.of("Mcp-Session-Id", sessions.open(running)) : Map.of());
    }
}
