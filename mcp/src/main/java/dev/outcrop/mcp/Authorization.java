package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Supplies the access token for an MCP server over HTTP. Safe for any number of threads.
 *
 * @see OAuth
 */
@FunctionalInterface
public interface Authorization {
    /**
     * Returns the access token for a request, without {@code Bearer}; null for none. Called for
     * each request, on its thread, and may block.
     *
     * @param server the server's address
     * @param challenge the {@code WWW-Authenticate} header of the server's refusal (401 or 403) of
     *     the last token; null at first. A new token is expected then; without one the call fails
     */
    @Nullable String token(URI server, @Nullable String challenge) throws InterruptedException;

    /** Returns an authorization with a fixed token. */
    static Authorization bearer(String token) {
        return new Bearer(token);
    }
}
