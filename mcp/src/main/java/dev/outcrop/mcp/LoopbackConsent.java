package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A consent whose browser comes back to a port of this machine. Web pages and other programs can
 * call that port too; only the state of the authorization tells the browser from them.
 */
final class LoopbackConsent implements Consent {
    private static final long MINUTES = 5;

    private final Consumer<URI> open;
    private final int port;

    LoopbackConsent(Consumer<URI> open) {
        this.open = open;
        this.port = freePort();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new McpException("there is no free port for the browser to come back to", e);
        }
    }

    @Override
    public URI redirectUri() {
        return URI.create("http://127.0.0.1:" + port + "/callback");
    }

    @Override
    public URI ask(URI authorization) throws InterruptedException {
        List<String> state = states(authorization);
        var back = new CompletableFuture<URI>();
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
        } catch (IOException e) {
            throw new McpException("the port for the browser to come back to is in use", e);
        }
        server.createContext(
                "/callback",
                exchange -> {
                    URI visited = exchange.getRequestURI();
                    if (!visited.getPath().equals("/callback")) {
                        answer(exchange, 404, "There is nothing here.");
                    } else if (!states(visited).equals(state)) {
                        answer(exchange, 400, "This is not the answer that was waited for.");
                    } else {
                        answer(exchange, 200, "You can close this page.");
                        back.complete(redirectUri().resolve(visited));
                    }
                });
        // One that says nothing must not keep the others waiting.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
        try {
            open.accept(authorization);
            return back.get(MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new McpException(
                    "the browser did not come back within " + MINUTES + " minutes", e);
        } catch (ExecutionException e) {
            throw new McpException("the browser did not come back", e);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static List<String> states(URI uri) {
        return Arrays.stream(String.valueOf(uri.getRawQuery()).split("&", -1))
                .filter(field -> field.startsWith("state="))
                .toList();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] page = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }
}
