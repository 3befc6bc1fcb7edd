package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.internal.transport.Proxies;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Requests to authorization servers: JSON of a bounded size, over TLS or to this machine, to
 * addresses that the MCP server may name.
 */
final class OAuthHttp {
    private static final int MOST = 1 << 20;
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Tls tls;
    private final NetworkReach reach;
    private final Proxies proxies = new Proxies(null, Environment.ofProcess());

    OAuthHttp(Tls tls, NetworkReach reach) {
        this.tls = tls;
        this.reach = reach;
    }

    /** Returns what may be called because this MCP server says so. */
    static OAuthHttp of(URI server, Tls tls) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(server.getHost());
            return new OAuthHttp(tls, NetworkReach.of(addresses));
        } catch (UnknownHostException e) {
            return new OAuthHttp(tls, NetworkReach.INTERNET); // only a proxy knows the name
        }
    }

    /** What an authorization server answered. */
    record Answer(int status, Json.Obj json) {}

    /** Returns the document at an address; null if there is none. */
    Json.@Nullable Obj get(URI uri) throws InterruptedException {
        Answer answer = send("GET", uri, Map.of("accept", "application/json"), new byte[0]);
        return answer.status() == 200 ? answer.json() : null;
    }

    Answer form(URI uri, Map<String, String> fields) throws InterruptedException {
        return send(
                "POST",
                uri,
                Map.of(
                        "content-type",
                        "application/x-www-form-urlencoded",
                        "accept",
                        "application/json"),
                query(fields).getBytes(UTF_8));
    }

    Answer json(URI uri, Json.Obj body) throws InterruptedException {
        return send(
                "POST",
                uri,
                Map.of("content-type", "application/json", "accept", "application/json"),
                body.toString().getBytes(UTF_8));
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                URLEncoder.encode(field.getKey(), UTF_8)
                                        + "="
                                        + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer send(String method, URI uri, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        requireSafe(uri);
        HttpProxy proxy = proxies.of(uri);
        var call =
                new HttpClient.Call(
                        method,
                        uri,
                        headers,
                        body,
                        proxy,
                        new Timeouts(TIME, TIME, TIME, TIME),
                        Deadline.in(TIME),
                        new Cancellation());
        try (var client = client(proxy);
                HttpClient.Exchange exchange = client.send(call)) {
            byte[] bytes = exchange.body().readNBytes(MOST);
            return new Answer(exchange.status(), parsed(bytes));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new McpException(
                    "the authorization server at "
                            + HttpTransport.shown(uri)
                            + " cannot be reached: "
                            + Texts.line(String.valueOf(e.getMessage()), 200),
                    e);
        }
    }

    /** The names that a proxy looks up cannot be checked here; it has rules of its own. */
    private SocketHttpClient client(@Nullable HttpProxy proxy) {
        return proxy == null
                ? SocketHttpClient.callingOnly(() -> tls, reach::allows)
                : new SocketHttpClient(() -> tls);
    }

    private static Json.Obj parsed(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof Json.Obj object ? object : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }

    /** Codes and tokens must not travel in clear, but for this machine. */
    static void requireSafe(URI uri) {
        if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
            return;
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || !isThisMachine(uri.getHost())) {
            throw new McpException(
                    "the authorization server's address "
                            + Texts.line(uri.toString(), 200)
                            + " must start with https://",
                    null);
        }
    }

    private static boolean isThisMachine(@Nullable String host) {
        if (host == null || !host.matches("localhost|127\\.[0-9.]+|\\[?::1\\]?")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
