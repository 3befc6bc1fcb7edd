package dev.outcrop.local.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.json.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of chat completions that says what it is told. */
final class FakeOpenAi implements AutoCloseable {
    /** Ends a list of chunks with a connection that breaks. */
    static final String BREAK = "break";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Json.Obj> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile List<String> chunks = List.of();
    private volatile String models = "{}";

    FakeOpenAi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/v1/models", this::list);
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/");
    }

    void says(int status, String... chunks) {
        this.status = status;
        this.chunks = List.of(chunks);
    }

    void lists(String models) {
        this.models = models.replace('\'', '"');
    }

    Json.Obj lastRequest() {
        return requests.getLast();
    }

    List<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void list(HttpExchange exchange) throws IOException {
        keys.add(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(models.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add((Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes()));
        keys.add(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        exchange.sendResponseHeaders(status, 0);
        try (var out = exchange.getResponseBody()) {
            for (String chunk : chunks) {
                if (chunk.equals(BREAK)) {
                    // An exchange that fails closes its connection without the last chunk.
                    throw new IOException("as told");
                }
                String line = status == 200 ? "data: " + chunk.replace('\'', '"') + "\n\n" : chunk;
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }
}
