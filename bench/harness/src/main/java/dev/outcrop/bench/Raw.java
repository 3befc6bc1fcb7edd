package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntConsumer;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The baseline: bytes that were made before, over a blocking socket that is kept; what comes back
 * is counted and not looked at.
 */
public final class Raw implements Client {
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                    + Conversation.QUESTION
                    + "\"}]}],\"system\":[{\"text\":\""
                    + Conversation.SYSTEM
                    + "\"}],\"inferenceConfig\":{\"maxTokens\":500,\"temperature\":0.5}}";

    private final URI endpoint;
    private final byte[] answer = Frames.answer();
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    public Raw(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public int call(String model) throws IOException {
        Connection connection = ask(model, "converse");
        connection.skip(answer.length);
        idle.push(connection);
        return 1_304;
    }

    @Override
    public void stream(String model, IntConsumer delta) throws IOException {
        Connection connection = ask(model, "converse-stream");
        int left = Shape.of(model + "/converse-stream").joined().length;
        while (left > 0) {
            left -= connection.read(left);
            delta.accept(0);
        }
        idle.push(connection);
    }

    private Connection ask(String model, String operation) throws IOException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = new Connection(connect());
        }
        connection.socket.getOutputStream().write(request(model, operation));
        return connection;
    }

    private Socket connect() throws IOException {
        SocketFactory factory =
                endpoint.getScheme().equals("https")
                        ? SSLSocketFactory.getDefault()
                        : SocketFactory.getDefault();
        return factory.createSocket(endpoint.getHost(), endpoint.getPort());
    }

    private byte[] request(String model, String operation) {
        return ("POST /model/"
                        + model
                        + "/"
                        + operation
                        + " HTTP/1.1\r\nHost: "
                        + endpoint.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length()
                        + "\r\n\r\n"
                        + BODY)
                .getBytes(US_ASCII);
    }

    private static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final byte[] buffer = new byte[8_192];

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
        }

        int read(int most) throws IOException {
            int read = in.read(buffer, 0, Math.min(most, buffer.length));
            if (read < 0) {
                throw new IOException("closed");
            }
            return read;
        }

        void skip(int length) throws IOException {
            int left = length;
            while (left > 0) {
                left -= read(left);
            }
        }
    }
}
