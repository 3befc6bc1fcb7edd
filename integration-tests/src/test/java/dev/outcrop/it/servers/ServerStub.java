package dev.outcrop.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.json.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of Chat Completions that refuses what the real one refuses. */
final class ServerStub implements AutoCloseable {
    private final StubServer kind;
    private final HttpServer http;
    private final List<Json.Obj> bodies = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    ServerStub(StubServer kind) throws IOException {
        this.kind = kind;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The bodies of all calls that were accepted. */
    List<Json.Obj> bodies() {
        return bodies;
    }

    /** Why calls were refused. */
    List<String> faults() {
        return faults;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            Map.Entry<String, String> key = kind.keyHeader();
            String given = exchange.getRequestHeaders().getFirst(key.getKey());
            if (kind.requiresKey() && !key.getValue().equals(given)) {
                unauthorized(exchange);
            } else if (path.equals(kind.listPath()) && exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, "application/json", StubModels.of(kind));
            } else if (!path.equals(kind.path)) {
                refuse(exchange, 404, "no such path: " + path);
            } else {
                answer(exchange, (Json.Obj) Json.parse(body));
            }
        }
    }

    private void unauthorized(HttpExchange exchange) throws IOException {
        if (kind == StubServer.PERPLEXITY) {
            send(
                    exchange,
                    401,
                    "text/html",
                    "<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n"
                            + "<center><h1>401 Authorization Required</h1></center></body></html>");
        } else if (kind == StubServer.GEMINI) {
            refuse(exchange, 400, "API key not valid. Please pass a valid API key.");
        } else if (kind == StubServer.DATABRICKS) {
            refuse(exchange, 403, "Invalid access token.");
        } else {
            refuse(exchange, 401, "this key is wrong");
        }
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        faults.add(why);
        send(exchange, status, "application/json", ErrorShape.of(kind.errors, status, why));
    }

    private void answer(HttpExchange exchange, Json.Obj body) throws IOException {
        String fault = StubValidation.fault(kind, body);
        if (fault != null) {
            refuse(exchange, kind == StubServer.MISTRAL ? 422 : 400, fault);
            return;
        }
        bodies.add(body);
        if (body.get("stream") == null) {
            send(exchange, 200, "application/json", StubAnswer.whole(kind, body).toString());
        } else {
            send(exchange, 200, "text/event-stream", StubAnswer.streamed(kind, body));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
