package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All connections of an engine, and which of them are idle. As many as there are calls: nobody
 * waits for another call's connection. Safe for any number of threads.
 */
final class Wires implements AutoCloseable {
    /** What has been idle for less than this is not asked whether it is still there. */
    private static final long TRUSTED = Duration.ofSeconds(2).toNanos();

    /** Calls often follow each other. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Set<Wire> all = ConcurrentHashMap.newKeySet();
    private final Map<Route, Deque<Wire>> idle = new ConcurrentHashMap<>();
    private final TimeLimits limits = new TimeLimits(all, LINGER);
    private final Buffers buffers = new Buffers();
    private volatile boolean closed;

    TimeLimits limits() {
        return limits;
    }

    /** An idle connection, the one that was used last; null if there is none. */
    @Nullable Wire lease(Route route) {
        Deque<Wire> waiting = idle.get(route);
        if (waiting == null) {
            return null;
        }
        for (; ; ) {
            Wire wire;
            synchronized (waiting) {
                wire = waiting.pollFirst();
            }
            if (wire == null) {
                return null;
            }
            long now = limits.now();
            if (!wire.isOver(now) && wire.isAlive(now, TRUSTED)) {
                return wire;
            }
            discard(wire);
        }
    }

    /**
     * A new connection, which is not connected yet.
     *
     * @throws SocketException if the engine was closed
     */
    Wire open(Route route, Socket socket) throws SocketException {
        var wire = new Wire(route, limits, socket, buffers);
        all.add(wire);
        if (closed) {
            discard(wire);
            throw new SocketException("the engine is closed");
        }
        return wire;
    }

    /** Another call may use it, for so long. */
    void giveBack(Wire wire, Duration goodFor) {
        long now = limits.now();
        wire.idle(now, now + goodFor.toNanos());
        Deque<Wire> waiting = idle.computeIfAbsent(wire.route(), route -> new ArrayDeque<>());
        Wire oldest;
        synchronized (waiting) {
            waiting.addFirst(wire);
            oldest = waiting.peekLast();
            if (oldest != null && oldest.isOver(now)) {
                waiting.removeLast();
            } else {
                oldest = null;
            }
        }
        if (oldest != null) {
            discard(oldest);
        }
    }

    /** Nobody uses it any more. */
    void discard(Wire wire) {
        all.remove(wire);
        wire.close();
    }

    /** Ends it at once: what is still to come of the response is not waited for. */
    void abort(Wire wire) {
        all.remove(wire);
        wire.abort();
    }

    /** Closes all connections, those in use included. */
    @Override
    public void close() {
        closed = true;
        all.forEach(this::abort);
        idle.clear();
        limits.close();
    }
}
