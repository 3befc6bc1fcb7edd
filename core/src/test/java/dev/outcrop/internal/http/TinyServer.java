package dev.outcrop.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each connection to a script, with its number from 1 on. */
final class TinyServer implements AutoCloseable {
    interface Script {
        void run(int number, Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    TinyServer(Script script) throws IOException {
        this(InetAddress.getLoopbackAddress(), script);
    }

    TinyServer(InetAddress address, Script script) throws IOException {
        listening = new ServerSocket(0, 500, address);
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        try {
            for (; ; ) {
                Socket socket = listening.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(script, number, socket));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private static void serve(Script script, int number, Socket socket) {
        try (socket) {
            script.run(number, socket);
        } catch (Exception e) {
            // The client is gone, which is what some scripts wait for.
        }
    }

    URI at(String host) {
        return URI.create("http://" + host + ":" + listening.getLocalPort() + "/a%2Fb?c=d");
    }

    int connections() {
        return connections.get();
    }

    /**
     * Reads one request, which must have a head and a body of a stated length, and gives its head.
     */
    static String request(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.startsWith("Content-Length: ")) {
                in.readNBytes(Integer.parseInt(line.substring(16)));
            }
        }
        return head.toString();
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
