package dev.outcrop.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does what a script says, and remembers what it was asked. */
final class FaultServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Script script;
    private final Runnable touched;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> good = new ConcurrentHashMap<>();
    private volatile long closedNanos;

    /**
     * @param touched is run whenever a request comes
     */
    FaultServer(Script script, Runnable touched) throws IOException {
        this.script = script;
        this.touched = touched;
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The requests, in the order in which they came. */
    List<Asked> requests() {
        return List.copyOf(asked);
    }

    /** How many whole answers a caller was given. */
    int good(int caller) {
        return good.getOrDefault(caller, 0);
    }

    /** When a client closed on a script that waited for it, by {@link System#nanoTime}; or 0. */
    long closedNanos() {
        return closedNanos;
    }

    synchronized Asked asked(boolean streaming, String body) {
        int caller = Asked.caller(body);
        long before = asked.stream().filter(other -> other.caller() == caller).count();
        var request = new Asked(caller, (int) before + 1, streaming, body);
        asked.add(request);
        touched.run();
        return request;
    }

    void answeredWell(int caller) {
        good.merge(caller, 1, Integer::sum);
    }

    synchronized void closedByClient() {
        if (closedNanos == 0) {
            closedNanos = System.nanoTime();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (var connection = new Connection(this, socket)) {
            while (!connection.isClosed()) {
                script.answer(connection.read(), connection);
            }
        } catch (IOException e) {
            // the client went away, which is what some rows are about
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
}
