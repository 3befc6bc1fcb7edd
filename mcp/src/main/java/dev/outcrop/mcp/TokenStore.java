package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens of MCP servers, which are secret. Safe for any number of threads. */
public interface TokenStore {
    /** Returns what was kept for a server; null for nothing. */
    @Nullable String load(URI server);

    /** Keeps the tokens of a server, as JSON, in place of earlier ones. */
    void save(URI server, String tokens);

    /** Returns a store that forgets all when the process ends. */
    static TokenStore inMemory() {
        Map<URI, String> kept = new ConcurrentHashMap<>();
        return new TokenStore() {
            @Override
            public @Nullable String load(URI server) {
                return kept.get(server);
            }

            @Override
            public void save(URI server, String tokens) {
                kept.put(server, tokens);
            }
        };
    }
}
