package dev.outcrop.it.faults;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small HTTP proxy, for which all names lead to one port of this machine. */
final class ProxyServer implements AutoCloseable {
    /** The heads of the requests that it was asked, as they came. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** What it answers in place of doing what is asked. */
    volatile @Nullable String refusal;

    /** The value of Proxy-Authorization that it wants. */
    volatile @Nullable String wanted;

    private final FaultServer server;
    private final int upstream;

    ProxyServer(int upstream) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", upstream);
    }

    ProxyServer(ServerSocket listener, String scheme, int upstream) {
        this.upstream = upstream;
        this.server = new FaultServer(listener, scheme, (number, connection) -> serve(connection));
    }

    URI endpoint() {
        return server.endpoint();
    }

    String address() {
        return "127.0.0.1:" + server.endpoint().getPort();
    }

    private void serve(FaultServer.Connection connection) throws IOException {
        String head = connection.head();
        heads.add(head);
        if (refusal != null) {
            connection.send(refusal);
            connection.awaitClose();
        } else if (wanted != null
                && !head.contains("\r\nProxy-Authorization: " + wanted + "\r\n")) {
            connection.send(answer("407 Who?", "Proxy-Authenticate: Basic realm=\"p\"", wanted));
            connection.awaitClose();
        } else {
            try (var other = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
                if (head.startsWith("CONNECT ")) {
                    connection.send("HTTP/1.1 200 Connected\r\nVia: 1.1 test\r\n\r\n");
                } else {
                    forward(head, connection, other);
                }
                connection.tunnel(other);
            }
        }
    }

    /** Makes an origin-form request of an absolute-form one, for this machine. */
    private static void forward(String head, FaultServer.Connection connection, Socket other)
            throws IOException {
        int length = 0;
        var lines = new StringBuilder();
        for (String line : head.strip().split("\r\n", -1)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
            if (line.startsWith("Connection: ") || line.startsWith("Proxy-")) {
                continue;
            }
            if (lines.isEmpty()) {
                lines.append(line.replaceFirst("http://[^/]*", ""));
            } else if (line.startsWith("Host: ")) {
                lines.append("Host: 127.0.0.1\r\nConnection: close");
            } else {
                lines.append(line);
            }
            lines.append("\r\n");
        }
        byte[] start = lines.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        other.getOutputStream().write(start);
        other.getOutputStream().write(connection.body(length));
    }

    /** An answer of the proxy's own, with a page that quotes what it was sent. */
    static String answer(String status, String header, String page) {
        return "HTTP/1.1 "
                + status
                + "\r\n"
                + header
                + "\r\nContent-Type: text/html\r\nContent-Length: "
                + page.length()
                + "\r\n\r\n"
                + page;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
