package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The sessions of clients over HTTP; of too many, those that were used least recently end. */
final class HttpSessions {
    private static final int MOST = 1_000;
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Dispatch.Running> byId = new LinkedHashMap<>(16, 0.75f, true);

    /** Opens a session, and returns its id. */
    String open(Dispatch.Running running) {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        lock.lock();
        try {
            byId.put(id, running);
            if (byId.size() > MOST) {
                byId.remove(byId.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return id;
    }

    /** Returns the calls of a session; null if there is none. */
    Dispatch.@Nullable Running running(@Nullable String id) {
        lock.lock();
        try {
            return id == null ? null : byId.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a session and its calls. */
    boolean end(@Nullable String id) {
        Dispatch.Running running = running(id);
        if (running == null) {
            return false;
        }
        running.cancelAll();
        lock.lock();
        try {
            return byId.remove(id) != null;
        } finally {
            lock.unlock();
        }
    }
}
