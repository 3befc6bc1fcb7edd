package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An MCP server over HTTP that is running. Safe for any number of threads; close it to end it. */
public final class McpHttpServer implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI uri;

    private McpHttpServer(HttpServer server, ExecutorService threads, URI uri) {
        this.server = server;
        this.threads = threads;
        this.uri = uri;
    }

    /** Returns the address for clients on this machine. */
    public URI uri() {
        return uri;
    }

    /** Stops at once; calls that are running are interrupted. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Settings of a server over HTTP. For one thread; {@link #start} starts it. */
    public static final class Builder {
        private final Dispatch dispatch;
        private final int port;
        private String host = "127.0.0.1";
        private byte @Nullable [] token;
        private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        private final Set<String> origins = new HashSet<>();

        Builder(Dispatch dispatch, int port) {
            this.dispatch = dispatch;
            this.port = port;
        }

        /**
         * Sets the address to listen at: this machine only by default. Another address requires a
         * {@link #bearer} token.
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** Requires this access token of all clients. */
        public Builder bearer(String token) {
            this.token = new Bearer(token).value().getBytes(UTF_8);
            return this;
        }

        /**
         * Accepts requests to these host names too. Others are refused, so that a web page cannot
         * reach the server under a name of its own (DNS rebinding).
         */
        public Builder allowHosts(String... names) {
            for (String name : names) {
                hosts.add(name.toLowerCase(Locale.ROOT));
            }
            return this;
        }

        /**
         * Accepts requests from web pages of these origins, such as {@code https://example.com}.
         */
        public Builder allowOrigins(String... allowed) {
            origins.addAll(Set.of(allowed));
            return this;
        }

        /**
         * Starts the server at the path {@code /mcp}.
         *
         * @throws UncheckedIOException if the address cannot be used
         * @throws IllegalArgumentException if other machines could use it without a token
         */
        public McpHttpServer start() {
            try {
                InetAddress address = InetAddress.getByName(host);
                if (!address.isLoopbackAddress() && token == null) {
                    throw new IllegalArgumentException(
                            "other machines can reach "
                                    + host
                                    + ", so set an access token with bearer(…)");
                }
                hosts.add(host.toLowerCase(Locale.ROOT));
                HttpServer server =
                        HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                server.setExecutor(threads);
                server.createContext(
                        "/mcp",
                        new HttpEndpoint(dispatch, token, Set.copyOf(hosts), Set.copyOf(origins)));
                server.start();
                String shown = host.contains(":") ? "[" + host + "]" : host;
                URI uri =
                        URI.create(
                                "http://" + shown + ":" + server.getAddress().getPort() + "/mcp");
                return new McpHttpServer(server, threads, uri);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the MCP server cannot listen at "
                                + host
                                + ":"
                                + port
                                + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }
}
