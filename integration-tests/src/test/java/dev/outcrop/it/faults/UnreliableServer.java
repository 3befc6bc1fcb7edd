package dev.outcrop.it.faults;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server whose answers repeat their questions, and which treats its connections as it likes once
 * it has sent an answer. It can be restarted at the same port.
 */
final class UnreliableServer implements AutoCloseable {
    private static final int QUEUE = 500;

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();

    private final long seed;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Those that have had an answer: any of them may be closed without a word. */
    private final Set<Socket> reused = ConcurrentHashMap.newKeySet();

    private final int port;
    private volatile ServerSocket listener;

    /** The port of the connection that orders a restart. */
    private volatile int order;

    UnreliableServer(long seed) throws IOException {
        this.seed = seed;
        listener = listen();
        port = listener.getLocalPort();
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** At a port that the system gives to nobody else while it is free. */
    private ServerSocket listen() throws IOException {
        var random = new SplittableRandom(seed);
        for (int i = 0; ; i++) {
            try {
                return listen(random.nextInt(20_000, 30_000));
            } catch (BindException e) {
                if (i == 50) {
                    throw e;
                }
            }
        }
    }

    private static ServerSocket listen(int at) throws IOException {
        var listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), QUEUE);
            return listening;
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                if (socket.getPort() == order) {
                    socket.close();
                    acceptThoseThatWait();
                    listener.close();
                    listener = listen(port);
                } else {
                    take(socket);
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** They would be reset, and each with a request that was never answered. */
    private void acceptThoseThatWait() throws IOException {
        listener.setSoTimeout(1);
        try {
            while (true) {
                take(listener.accept());
            }
        } catch (SocketTimeoutException e) {
            // there is none
        }
    }

    private void take(Socket socket) {
        open.add(socket);
        var random = new SplittableRandom(seed + connections.incrementAndGet());
        Thread.ofVirtual().start(() -> serve(socket, random));
    }

    private void serve(Socket socket, SplittableRandom random) {
        try (socket) {
            var connection = new FaultServer.Connection(socket, requests);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = answer(connection, Echo.answer(Echo.question(connection)), random);
                reused.add(socket);
            }
        } catch (IOException e) {
            // the client closed it, or a restart did
        } finally {
            open.remove(socket);
            reused.remove(socket);
        }
    }

    /**
     * Sends an answer, and perhaps ends the connection.
     *
     * @return whether it is to be used further
     */
    private static boolean answer(
            FaultServer.Connection connection, String answer, SplittableRandom random)
            throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> connection.send(answer + Echo.answer("foreign"));
            case 1 -> connection.send(answer + "\r\n");
            case 2 -> {
                connection.send(answer);
                connection.reset();
                return false;
            }
            case 3 -> {
                connection.send(answer);
                return false;
            }
            case 4 -> {
                connection.send(answer);
                connection.head(); // of a request that gets no answer
                return false;
            }
            case 5 -> {
                connection.send(answer);
                connection.send(Echo.TIMED_OUT);
                return false;
            }
            default -> connection.send(answer);
        }
        return true;
    }

    /** Closes all connections but those that wait for their first answer, and listens again. */
    void restart() throws IOException {
        for (Socket socket : reused) {
            socket.close();
        }
        try (var socket = new Socket()) {
            socket.bind(null);
            order = socket.getLocalPort();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
