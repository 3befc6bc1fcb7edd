package dev.outcrop.it.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for what no HTTP server does: it has the bare socket. */
final class FaultServer implements AutoCloseable {
    /** Deals with one connection, counted from 1; what is not closed then, is closed. */
    @FunctionalInterface
    interface Handler {
        void serve(int number, Connection connection) throws Exception;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Handler handler;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    FaultServer(Handler handler) throws IOException {
        this(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), "http", handler);
    }

    FaultServer(ServerSocket listener, String scheme, Handler handler) {
        this.listener = listener;
        this.scheme = scheme;
        this.handler = handler;
        Thread.ofVirtual().name("fault-server").start(this::accept);
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many request heads were read. */
    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int number = connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(number, socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(int number, Socket socket) {
        try (var connection = new Connection(socket, requests)) {
            handler.serve(number, connection);
        } catch (Exception e) {
            // the client went away, which is what some tests are about
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection. */
    static final class Connection implements Closeable {
        private final Socket socket;
        private final AtomicInteger requests;
        private final InputStream in;

        /**
         * @param requests counts the requests
         */
        Connection(Socket socket, AtomicInteger requests) throws IOException {
            this.socket = socket;
            this.requests = requests;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads a request's head. */
        String head() throws IOException {
            var head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the client is gone");
                }
                head.write(b);
                boolean due = b == (matched % 2 == 0 ? '\r' : '\n');
                matched = due ? matched + 1 : b == '\r' ? 1 : 0;
            }
            requests.incrementAndGet();
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        /** Reads a whole request. */
        String request() throws IOException {
            String head = head();
            for (String line : head.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    in.readNBytes(Integer.parseInt(line.substring(15).strip()));
                }
            }
            return head;
        }

        /** Reads a whole request, and returns its body. */
        String requestBody() throws IOException {
            for (String line : head().split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    byte[] body = in.readNBytes(Integer.parseInt(line.substring(15).strip()));
                    return new String(body, StandardCharsets.UTF_8);
                }
            }
            return "";
        }

        /** Reads a body of that length. */
        byte[] body(int length) throws IOException {
            return in.readNBytes(length);
        }

        /** Copies what comes, each way, until one of both is closed. */
        void tunnel(Socket other) throws IOException {
            Thread back = Thread.ofVirtual().start(() -> copy(other, socket));
            try {
                in.transferTo(other.getOutputStream());
            } catch (IOException e) {
                // One of both is gone; the other one may have said something before.
            }
            try {
                other.shutdownOutput();
            } catch (IOException e) {
                // It was the other one.
            }
            try {
                back.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one of both is gone
            }
        }

        /** Waits until the other side closes, and says whether it did so by a reset. */
        boolean awaitClose() {
            try {
                while (in.read() >= 0) {}
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Sends a whole stream, as a server does that knows its length. */
        void stream(byte[] body) throws IOException {
            send(
                    "HTTP/1.1 200 OK\r\nContent-Type: "
                            + Answers.STREAM
                            + "\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n");
            send(body);
        }

        /** Sends a FIN; what the client sends can still be read. */
        void endOutput() throws IOException {
            socket.shutdownOutput();
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
    }
}
