package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.ProcessContext;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server on this machine that keeps the first request to a model and refuses all requests: shows
 * what would be sent, without an account.
 */
public final class RequestCapture implements AutoCloseable {
    private static final byte[] REFUSAL =
            String.join(
                            "\r\n",
                            "HTTP/1.1 404 Not Found",
                            "x-amzn-ErrorType: ResourceNotFoundException",
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "Connection: close",
                            "",
                            "{}")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private volatile @Nullable Captured captured;

    /**
     * A request.
     *
     * @param path with its query
     */
    public record Captured(String method, String path, String body) {}

    private RequestCapture(ServerSocket server) {
        this.server = server;
    }

    public static RequestCapture start() {
        try {
            var capture =
                    new RequestCapture(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(capture::serve);
            return capture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a connection to it, as the options say in all other respects. */
    public BedrockConnection connect(
            WhereOptions where, LimitOptions limits, Config config, ProcessContext stage) {
        String url = "http://127.0.0.1:" + server.getLocalPort();
        return BedrockConnection.to(url, where, limits, config, stage);
    }

    /** Returns the first request to a model; null if there was none. */
    public @Nullable Captured captured() {
        return captured;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    var in = new BufferedInputStream(socket.getInputStream());
                    OutputStream out = socket.getOutputStream()) {
                receive(in);
                out.write(REFUSAL);
                out.flush();
            } catch (IOException e) {
                // The client has closed the connection, or the server is closed.
            }
        }
    }

    private void receive(InputStream in) throws IOException {
        String[] start = line(in).split(" ", -1);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (captured == null && start.length == 3 && start[0].equals("POST")) {
            captured = new Captured(start[0], start[1], new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
