package dev.outcrop.bench.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of the {@link FaultServer}: the bare socket. */
final class Connection implements Closeable {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final String STREAM = "application/vnd.amazon.eventstream";
    private static final String ID = "x-amzn-RequestId: 5f6f4b1c-0000-4000-8000-000000000000\r\n";

    private final FaultServer server;
    private final Socket socket;
    private final InputStream in;

    Connection(FaultServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads a whole request, and counts it. */
    Asked read() throws IOException {
        String head = head();
        var headers = new HashMap<String, String>();
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (!headers.containsKey("content-length")) {
            throw new IOException("a body without a length is not read here");
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        String path = head.substring(0, head.indexOf('\r'));
        return server.asked(path.contains("/converse-stream"), new String(body, UTF_8));
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the client is gone");
            }
            head.write(b);
            boolean due = b == (matched % 2 == 0 ? '\r' : '\n');
            matched = due ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    /** Begins a stream of chunks. */
    void open() throws IOException {
        send(
                "HTTP/1.1 200 OK\r\nContent-Type: "
                        + STREAM
                        + "\r\n"
                        + ID
                        + "Transfer-Encoding: chunked\r\n\r\n");
    }

    /** Sends each in a chunk, and each chunk in a write. */
    void messages(byte[]... messages) throws IOException {
        for (byte[] message : messages) {
            if (message.length > 0) {
                var chunk = new ByteArrayOutputStream();
                chunk.writeBytes((Integer.toHexString(message.length) + "\r\n").getBytes(UTF_8));
                chunk.writeBytes(message);
                chunk.writeBytes("\r\n".getBytes(UTF_8));
                send(chunk.toByteArray());
            }
        }
    }

    void end() throws IOException {
        send("0\r\n\r\n");
    }

    void json(int status, Map<String, String> headers, String body) throws IOException {
        var out = new StringBuilder("HTTP/1.1 " + status + " Said\r\n" + ID);
        if (!headers.containsKey("Content-Type")) {
            out.append("Content-Type: application/json\r\n");
        }
        headers.forEach((name, value) -> out.append(name + ": " + value + "\r\n"));
        byte[] bytes = body.getBytes(UTF_8);
        out.append("Content-Length: " + bytes.length + "\r\n\r\n");
        var all = new ByteArrayOutputStream();
        all.writeBytes(out.toString().getBytes(UTF_8));
        all.writeBytes(bytes);
        send(all.toByteArray());
    }

    /**
     * The caller gets a whole answer that is right; said before its end, so that it is known by
     * then.
     */
    void answeredWell(int caller) {
        server.answeredWell(caller);
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Waits until the client closes, and says so to the server. */
    void awaitClose() {
        try {
            while (in.read() >= 0) {}
        } catch (IOException e) {
            // by a reset
        }
        server.closedByClient();
    }

    /** Closes with RST in place of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean isClosed() {
        return socket.isClosed();
    }
}
