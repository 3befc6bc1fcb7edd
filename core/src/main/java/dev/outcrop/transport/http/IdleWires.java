package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The connections that no call uses, by route. Safe for any number of threads. */
final class IdleWires {
    private final Map<Route, LinkedHashSet<Wire>> byRoute = new HashMap<>(); // guarded by this

    synchronized void add(Wire wire) {
        byRoute.computeIfAbsent(wire.route(), route -> new LinkedHashSet<>()).add(wire);
    }

    /** Removes and returns the connection that was used last; null if there is none. */
    synchronized @Nullable Wire take(Route route) {
        LinkedHashSet<Wire> wires = byRoute.get(route);
        return wires == null || wires.isEmpty() ? null : wires.removeLast();
    }

    /**
     * Removes and returns the connections that must not be used any more. A call that needs a
     * connection meanwhile waits for the check of one of them at most.
     */
    List<Wire> takeUnusable(long now) {
        var unusable = new ArrayList<Wire>();
        for (Wire wire : all()) {
            synchronized (this) {
                LinkedHashSet<Wire> wires = byRoute.get(wire.route());
                if (wires != null && wires.contains(wire) && !wire.isUsable(now)) {
                    wires.remove(wire);
                    unusable.add(wire);
                }
            }
        }
        return unusable;
    }

    private synchronized List<Wire> all() {
        byRoute.values().removeIf(LinkedHashSet::isEmpty);
        var all = new ArrayList<Wire>();
        byRoute.values().forEach(all::addAll);
        return all;
    }

    /** The number of routes that are remembered. */
    synchronized int routes() {
        return byRoute.size();
    }

    synchronized void clear() {
        byRoute.clear();
    }
}
