package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The idle connections, by route. Safe for any number of threads. */
final class IdleConnections {
    /** Not a monitor, because connections are checked under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Route, LinkedHashSet<Connection>> byRoute =
            new HashMap<>(); // guarded by lock

    void add(Connection wire) {
        lock.lock();
        try {
            byRoute.computeIfAbsent(wire.route(), route -> new LinkedHashSet<>()).add(wire);
        } finally {
            lock.unlock();
        }
    }

    /** Removes and returns the connection that was used last; null if there is none. */
    @Nullable Connection take(Route route) {
        lock.lock();
        try {
            LinkedHashSet<Connection> wires = byRoute.get(route);
            return wires == null || wires.isEmpty() ? null : wires.removeLast();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes and returns the connections that must not be used any more. A call that needs a
     * connection meanwhile waits for the check of at most one of them.
     */
    List<Connection> takeUnusable(long now) {
        var unusable = new ArrayList<Connection>();
        for (Connection wire : all()) {
            lock.lock();
            try {
                LinkedHashSet<Connection> wires = byRoute.get(wire.route());
                if (wires != null && wires.contains(wire) && !wire.isUsable(now)) {
                    wires.remove(wire);
                    unusable.add(wire);
                }
            } finally {
                lock.unlock();
            }
        }
        return unusable;
    }

    private List<Connection> all() {
        lock.lock();
        try {
            byRoute.values().removeIf(LinkedHashSet::isEmpty);
            var all = new ArrayList<Connection>();
            byRoute.values().forEach(all::addAll);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** The number of routes with an entry. */
    int routes() {
        lock.lock();
        try {
            return byRoute.size();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            byRoute.clear();
        } finally {
            lock.unlock();
        }
    }
}
