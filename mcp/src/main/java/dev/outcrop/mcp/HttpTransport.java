package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.framing.SseEvent;
import dev.outcrop.internal.framing.SseReader;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.transport.Proxies;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Messages as HTTP requests, each with a response of its own: JSON, or a stream of events in which
 * notifications come before the response.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">Streamable
 *     HTTP</a>
 */
final class HttpTransport implements Transport {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration NOTIFYING = Duration.ofSeconds(10);
    private static final int SHOWN = 300;

    /** What is the same for all requests to a server. */
    record Target(
            URI uri,
            Map<String, String> headers,
            @Nullable Authorization authorization,
            Proxies proxies,
            int longest) {}

    private final Target target;
    private final HttpClient client;
    private final Inbound inbound;
    private final Supplier<Map<String, String>> sessionHeaders;
    private final Cancellation closing = new Cancellation();

    /**
     * @param client closed with this
     * @param sessionHeaders the headers of the session that are known when a request is sent
     */
    HttpTransport(
            Target target,
            HttpClient client,
            Inbound inbound,
            Supplier<Map<String, String>> sessionHeaders) {
        this.target = target;
        this.client = client;
        this.inbound = inbound;
        this.sessionHeaders = sessionHeaders;
    }

    /** A response with another status than success. */
    static final class StatusException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final transient Json.@Nullable Obj message;

        StatusException(int status, Json.@Nullable Obj message, String text) {
            super(text);
            this.status = status;
            this.message = message;
        }
    }

    /** A header of the last response to {@code initialize}; set by the session that reads it. */
    private volatile @Nullable String sessionId;

    @Nullable String sessionId() {
        return sessionId;
    }

    void forgetSession() {
        sessionId = null;
    }

    @Override
    public Json.Obj send(Sent request) throws InterruptedException {
        byte[] body = request.message().toString().getBytes(UTF_8);
        var wait = new Timeouts(CONNECT, request.quiet(), request.quiet(), request.total());
        try (HttpClient.Exchange exchange = post(body, request.headers(), wait)) {
            requireSuccess(exchange);
            if (request.method().equals("initialize")) {
                sessionId = sessionId(exchange);
            }
            return response(exchange, request);
        } catch (ProtocolException e) {
            throw failed(request.method(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw failed(request.method(), reason(e), e);
        }
    }

    /** It is sent back as a header: visible ASCII only, as the specification demands. */
    private static @Nullable String sessionId(HttpClient.Exchange exchange) throws IOException {
        String id = exchange.header("Mcp-Session-Id");
        if (id != null && !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException("it sent a session id that cannot be a header");
        }
        return id;
    }

    private static String reason(IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return e instanceof InterruptedIOException
                ? "it did not answer in time; allow more time with timeout(…)"
                : Texts.line(String.valueOf(e.getMessage()), SHOWN);
    }

    private McpException failed(String method, String why, Exception cause) {
        return new McpException(
                "the MCP server at "
                        + shown(target.uri())
                        + " did not answer "
                        + method
                        + ": "
                        + why,
                cause);
    }

    /** An address without user, query and fragment, which may be secret. */
    static String shown(URI uri) {
        return uri.getScheme()
                + "://"
                + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private HttpClient.Exchange post(byte[] body, Map<String, String> more, Timeouts wait)
            throws IOException, InterruptedException {
        return authorized(
                token -> {
                    Map<String, String> headers = headers(token, more);
                    headers.put("content-type", "application/json");
                    headers.put("accept", "application/json, text/event-stream");
                    return client.send(call("POST", headers, body, wait));
                });
    }

    private interface Sending {
        HttpClient.Exchange with(@Nullable String token) throws IOException;
    }

    /** Sends, and once more with another token if the first one is refused. */
    private HttpClient.Exchange authorized(Sending sending)
            throws IOException, InterruptedException {
        Authorization authorization = target.authorization();
        String token = authorization == null ? null : authorization.token(target.uri(), null);
        HttpClient.Exchange first = sending.with(token);
        if (authorization == null || (first.status() != 401 && first.status() != 403)) {
            return first;
        }
        String challenge = String.valueOf(first.header("WWW-Authenticate"));
        first.close();
        String another = authorization.token(target.uri(), challenge);
        if (another == null) {
            throw new StatusException(first.status(), null, refused(first.status()));
        }
        return sending.with(another);
    }

    private Map<String, String> headers(@Nullable String token, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        target.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        sessionHeaders
                .get()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        more.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        if (token != null) {
            headers.put("authorization", "Bearer " + token);
        }
        return headers;
    }

    private HttpClient.Call call(
            String method, Map<String, String> headers, byte[] body, Timeouts wait) {
        return new HttpClient.Call(
                method,
                target.uri(),
                headers,
                body,
                target.proxies().of(target.uri()),
                wait,
                Deadline.in(wait.total()),
                closing);
    }

    private void requireSuccess(HttpClient.Exchange exchange) throws IOException {
        int status = exchange.status();
        if (status >= 200 && status < 300) {
            return;
        }
        if (status >= 300 && status < 400) {
            String to = Texts.line(String.valueOf(exchange.header("Location")), SHOWN);
            throw new StatusException(
                    status,
                    null,
                    "it redirects to "
                            + to
                            + ", which is not followed; use that address if it is right");
        }
        byte[] body = exchange.body().readNBytes(64 << 10);
        Json.Obj message = JsonRpc.read(body, 64 << 10);
        throw new StatusException(status, message, explained(status, body, message));
    }

    private String explained(int status, byte[] body, Json.@Nullable Obj message) {
        if (status == 401 || status == 403) {
            return refused(status);
        }
        String said = message == null ? null : message.object("error").string("message");
        String text = said == null ? new String(body, UTF_8) : said;
        return "it answered with HTTP status " + status + ": " + Texts.line(text, SHOWN);
    }

    private String refused(int status) {
        return target.authorization() == null
                ? "it requires an access token (HTTP status "
                        + status
                        + "); set one with authorization(…)"
                : "it refused the access token (HTTP status " + status + "); get a new one";
    }

    private Json.Obj response(HttpClient.Exchange exchange, Sent request) throws IOException {
        String type = String.valueOf(exchange.header("Content-Type")).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return streamed(exchange.body(), request);
        }
        byte[] body = exchange.body().readNBytes(target.longest() + 1);
        if (body.length > target.longest()) {
            throw new IOException("it sent a message of more than " + target.longest() + " bytes");
        }
        Json.Obj message = JsonRpc.read(body, target.longest());
        if (message == null || !JsonRpc.isResponse(message)) {
            throw new IOException(
                    "it sent no JSON-RPC response, but: "
                            + Texts.line(
                                    new String(body, 0, Math.min(body.length, 400), UTF_8), 200));
        }
        if (!isFor(message, request.id())) {
            throw new IOException("it sent the response of another request");
        }
        return message;
    }

    private Json.Obj streamed(InputStream body, Sent request) throws IOException {
        var events = new SseReader(body, target.longest());
        for (SseEvent event = events.next(); event != null; event = events.next()) {
            Json.Obj message = JsonRpc.read(event.data().getBytes(UTF_8), target.longest());
            if (message == null) {
                if (!event.data().isBlank()) {
                    inbound.ignored(
                            "an event that is no message: " + Texts.line(event.data(), 200));
                }
            } else if (!JsonRpc.isResponse(message)) {
                inbound.received(message, this::send);
            } else if (isFor(message, request.id())) {
                return message;
            } else {
                inbound.ignored("a response that no request waits for");
            }
        }
        throw new IOException(
                "the stream ended before the response; the server may have done the work");
    }

    private static boolean isFor(Json.Obj message, long id) {
        return Json.of(id).equals(message.get("id"))
                || (message.get("error") != null
                        && (message.get("id") == null || Json.NULL.equals(message.get("id"))));
    }

    /**
     * Reads messages that the server sends by itself, until the stream ends.
     *
     * @return whether the server has such a stream
     */
    boolean listen() throws InterruptedException {
        var wait = new Timeouts(CONNECT, NOTIFYING, null, null);
        try (HttpClient.Exchange exchange =
                authorized(
                        token -> {
                            Map<String, String> headers = headers(token, Map.of());
                            headers.put("accept", "text/event-stream");
                            return client.send(call("GET", headers, new byte[0], wait));
                        })) {
            if (exchange.status() != 200) {
                return false;
            }
            var events = new SseReader(exchange.body(), target.longest());
            for (SseEvent event = events.next(); event != null; event = events.next()) {
                Json.Obj message = JsonRpc.read(event.data().getBytes(UTF_8), target.longest());
                if (message != null && !JsonRpc.isResponse(message)) {
                    inbound.received(message, this::send);
                }
            }
        } catch (IOException | ProtocolException | StatusException e) {
            return true; // It ended; what it would have said is asked for in other ways.
        }
        return true;
    }

    @Override
    public void send(Json.Obj message) {
        var wait = new Timeouts(CONNECT, NOTIFYING, NOTIFYING, NOTIFYING);
        boolean interrupted =
                Thread.interrupted(); // the caller may be cancelled; this is why it is sent
        try (HttpClient.Exchange exchange =
                post(message.toString().getBytes(UTF_8), Map.of(), wait)) {
            exchange.body().readNBytes(1 << 10);
        } catch (IOException | StatusException e) {
            inbound.ignored("a notification could not be sent");
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the server that the session is over. */
    void delete() {
        var wait = new Timeouts(NOTIFYING, NOTIFYING, NOTIFYING, NOTIFYING);
        try (HttpClient.Exchange exchange =
                authorized(
                        token ->
                                client.send(
                                        call(
                                                "DELETE",
                                                headers(token, Map.of()),
                                                new byte[0],
                                                wait)))) {
            exchange.body().readNBytes(1 << 10);
        } catch (IOException | StatusException e) {
            // The server ends it by itself some time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void progressed(long id) {
        // Each piece of the response's stream starts the wait anew.
    }

    @Override
    public boolean isOver() {
        return closing.isCancelled();
    }

    @Override
    public void close() {
        closing.cancel();
        client.close();
    }
}
