package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All connections of a client, idle or in use. There are as many as calls: no call waits for
 * another call's connection. Safe for any number of threads.
 */
final class ConnectionPool implements AutoCloseable {
    /** How often idle connections are checked. */
    private static final long CHECK_EVERY = Duration.ofSeconds(1).toNanos();

    /** Calls often follow each other. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Set<Connection> all = ConcurrentHashMap.newKeySet();
    private final IdleConnections idle = new IdleConnections();
    private final TimeoutThread limits = new TimeoutThread(all, this::closeUnusable, LINGER);
    private final BufferPool buffers = new BufferPool();
    private long nextCheck; // of the timeout thread
    private volatile @Nullable WeakReference<Object> owner;
    private volatile boolean closed;

    TimeoutThread limits() {
        return limits;
    }

    /** Closes all connections soon after that object is no longer referred to. */
    void ownedBy(Object owner) {
        this.owner = new WeakReference<>(owner);
    }

    private boolean isForgotten() {
        WeakReference<Object> known = owner;
        return known != null && known.refersTo(null);
    }

    /** Takes the idle connection that was used last; null if there is none. */
    @Nullable Connection lease(Route route) {
        for (Connection wire = idle.take(route); wire != null; wire = idle.take(route)) {
            if (wire.wake(limits.now())) {
                return wire;
            }
            discard(wire);
        }
        return null;
    }

    /**
     * Creates a connection, which is not connected yet.
     *
     * @throws SocketException if the client was closed
     */
    Connection open(Route route, Socket socket) throws SocketException {
        var wire = new Connection(route, limits, socket, buffers);
        all.add(wire);
        if (closed) {
            discard(wire);
            throw new SocketException("the client is closed");
        }
        return wire;
    }

    /** Returns a connection to the pool, for reuse within the given time. */
    void giveBack(Connection wire, Duration goodFor) {
        long now = limits.now();
        if (!wire.rest(now, now + goodFor.toNanos())) {
            discard(wire);
            return;
        }
        idle.add(wire);
        try {
            limits.added(now + CHECK_EVERY);
        } catch (OutOfMemoryError e) {
            // No thread can be started: it is checked when it is used again.
        }
    }

    /**
     * Closes the connections that have been idle for too long, or that the server has closed.
     *
     * @return when to check again
     */
    private long closeUnusable(long now) {
        if (isForgotten()) {
            close();
        }
        if (now >= nextCheck) {
            idle.takeUnusable(now).forEach(this::discard);
            nextCheck = now + CHECK_EVERY;
        }
        return idle.routes() == 0 ? TimeoutThread.NONE : nextCheck;
    }

    /** Removes and closes a connection that is no longer used. */
    void discard(Connection wire) {
        all.remove(wire);
        wire.close();
    }

    /** Ends it at once, without waiting for the rest of the response. */
    void abort(Connection wire) {
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
