package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A server of raw HTTP whose responses a test writes, byte by byte if it likes. */
final class RawHttpServer implements AutoCloseable {
    /** A request. */
    record Request(String method, Map<String, String> headers, String body) {
        Json.Obj message() {
            return body.isEmpty() ? Json.EMPTY : (Json.Obj) Json.parse(body);
        }

        String rpc() {
            return String.valueOf(message().string("method"));
        }

        Json id() {
            return message().members().getOrDefault("id", Json.NULL);
        }
    }

    /** Writes the response of a request, with head and body. */
    interface Handler {
        void answer(Request request, OutputStream out) throws IOException;
    }

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket listening;
    private final Handler handler;

    RawHttpServer(Handler handler) throws IOException {
        this.handler = handler;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/mcp");
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                Request request = read(socket.getInputStream());
                if (request == null) {
                    return;
                }
                requests.add(request);
                handler.answer(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put(":path", first.split(" ", -1)[1]);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(
                first.split(" ", -1)[0], headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static void json(OutputStream out, int status, Json.Obj body, String... headers)
            throws IOException {
        respond(out, status, "application/json", body.toString(), headers);
    }

    static void respond(OutputStream out, int status, String type, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        var head =
                new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes.length);
        head.append("\r\nContent-Type: ").append(type).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.write(bytes);
    }

    static void stream(OutputStream out, String... events) throws IOException {
        var body = new StringBuilder();
        for (String event : events) {
            body.append("event: message\ndata: ").append(event).append("\n\n");
        }
        respond(out, 200, "text/event-stream", body.toString());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
