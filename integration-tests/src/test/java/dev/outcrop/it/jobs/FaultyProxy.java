package dev.outcrop.it.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/** Passes requests on to an emulator, except those that a test has planned a fault for. */
final class FaultyProxy implements AutoCloseable {
    private static final Set<String> NOT_COPIED =
            Set.of("host", "connection", "content-length", "expect", "upgrade");

    /** Answers a request; true if it did. */
    interface Fault {
        boolean answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());

    /** Method, path and query of each request. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    FaultyProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Each fault is asked for each request, in order. */
    void fail(Fault fault) {
        faults.add(fault);
    }

    /** Answers the next such request with a status, headers and a body. */
    void failOnce(String method, String part, int status, String body, String... headers) {
        fail(
                new Fault() {
                    private boolean used;

                    @Override
                    public boolean answer(HttpExchange exchange) throws IOException {
                        if (used || !is(exchange, method, part)) {
                            return false;
                        }
                        used = true;
                        exchange.getRequestBody().readAllBytes();
                        for (int i = 0; i < headers.length; i += 2) {
                            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                        }
                        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                        return true;
                    }
                });
    }

    static boolean is(HttpExchange exchange, String method, String part) {
        return exchange.getRequestMethod().equals(method)
                && exchange.getRequestURI().toString().contains(part);
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        for (Fault fault : List.copyOf(faults)) {
            if (fault.answer(exchange)) {
                return;
            }
        }
        try {
            HttpResponse<byte[]> response = pass(exchange);
            respond(exchange, response, response.body().length);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Passes a request on, and returns the answer. */
    HttpResponse<byte[]> pass(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var request =
                HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (!NOT_COPIED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends an answer, and closes the connection after so many bytes of its body. */
    static void respond(HttpExchange exchange, HttpResponse<byte[]> response, int bytes)
            throws IOException {
        response.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase("content-length")
                                    && !name.equalsIgnoreCase("date")
                                    && !name.startsWith(":")) {
                                values.forEach(v -> exchange.getResponseHeaders().add(name, v));
                            }
                        });
        if (exchange.getRequestMethod().equals("HEAD")) {
            String length = response.headers().firstValue("content-length").orElse("0");
            exchange.getResponseHeaders().set("Content-Length", length);
            exchange.sendResponseHeaders(response.statusCode(), -1);
            exchange.close();
            return;
        }
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body, 0, Math.min(bytes, body.length));
            if (bytes < body.length) {
                out.flush();
                throw new IOException("cut by the test");
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
