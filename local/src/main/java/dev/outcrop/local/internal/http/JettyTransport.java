package dev.outcrop.local.internal.http;

import dev.outcrop.local.internal.service.Service;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Listens for HTTP/1.1, for HTTP/2 with prior knowledge and for TLS on one port. Every request has
 * its own virtual thread.
 */
public final class JettyTransport implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofSeconds(10);

    /** A model may think for minutes; a stalled answer is part of a test. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final int LARGEST_RESPONSE_HEAD = 1 << 20;

    private static final int MOST_STREAMS_OF_A_CONNECTION = 10_000;

    /**
     * Many clients may come at once. The operating system may keep fewer: on Linux, {@code
     * net.core.somaxconn}.
     */
    private static final int ACCEPT_QUEUE = 65_535;

    /** A session token alone may have several thousand characters. */
    private static final int LARGEST_HEADERS = 64 * 1024;

    /** Given to the constructor, because Jetty 12.0 and 12.1 name the setter differently. */
    private static final int UNLIMITED = 0;

    private final Server server;
    private final ServerConnector connector;

    private JettyTransport(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public static JettyTransport start(Service service, ListenOptions listening) {
        LoggingSetup.withoutWarnings();
        var server = new Server(new VirtualThreadPool(UNLIMITED));
        server.setStopTimeout(0);
        server.setHandler(
                new JettyHandler(
                        service,
                        new AllowedHosts(listening.host(), listening.hosts()),
                        new CrossOrigin(listening.origins())));
        server.setErrorHandler(new JettyErrors());

        HttpConfiguration http = configuration();
        var http2 = new PriorKnowledge(http);
        http2.setMaxConcurrentStreams(MOST_STREAMS_OF_A_CONNECTION);
        var http2Inside = new HTTP2ServerConnectionFactory(http);
        http2Inside.setMaxConcurrentStreams(MOST_STREAMS_OF_A_CONNECTION);
        var connector =
                new ServerConnector(
                        server,
                        1,
                        1,
                        new DetectorConnectionFactory(new LazyTls(listening.certificate())),
                        new HttpConnectionFactory(http),
                        http2,
                        new LazyTls.Agreement(),
                        http2Inside);
        connector.setHost(listening.host());
        connector.setPort(listening.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        try {
            server.start();
        } catch (IOException e) {
            stop(server);
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException("the local Bedrock emulator did not start", e);
        }
        return new JettyTransport(server, connector);
    }

    /**
     * Returns the host that this machine can reach the server by: 127.0.0.1 if it listens on all
     * addresses.
     */
    public String host() {
        String host = String.valueOf(connector.getHost());
        boolean all = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        if (all || host.equals("localhost")) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        stop(server);
    }

    private static HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        // Else the charset of a content type is sent in upper case, signed so, and read in lower.
        http.setHeaderCacheCaseSensitive(true);
        // Model ids are ARNs with %2F; no files are served that an unusual path could reach.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        // A scripted answer may have more headers than any client accepts.
        http.setResponseHeaderSize(LARGEST_RESPONSE_HEAD);
        return http;
    }

    /**
     * Jetty may wait forever for an answer that is blocked in a write: then it is left until the
     * end of the process, with the port closed.
     */
    private static void stop(Server server) {
        var failure = new AtomicReference<Exception>();
        Thread stopping =
                Thread.ofPlatform()
                        .daemon()
                        .name("outcrop-local-stop")
                        .start(
                                () -> {
                                    try {
                                        server.stop();
                                    } catch (Exception e) {
                                        failure.set(e);
                                    }
                                });
        try {
            stopping.join(STOP_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception e = failure.get();
        if (e != null && !(e instanceof InterruptedException)) {
            throw new IllegalStateException("the local Bedrock emulator did not stop", e);
        }
    }
}
