package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A consent whose browser comes back to a port of this machine. */
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
                    byte[] page = "You can close this page.".getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                    back.complete(redirectUri().resolve(exchange.getRequestURI()));
                });
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
        }
    }
}
