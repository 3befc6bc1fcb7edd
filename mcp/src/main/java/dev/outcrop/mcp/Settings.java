package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Settings of a client that do not depend on its transport.
 *
 * @param start how long the server may take until it answers for the first time
 * @param quiet how long a request may take without progress
 * @param total how long a request may take in all
 * @param longest the longest message, in bytes
 * @param version the only protocol version to use; null to find out
 * @param prefix put before the names of all tools; empty for none
 */
record Settings(
        Duration start,
        Duration quiet,
        Duration total,
        int longest,
        @Nullable String version,
        String prefix,
        boolean trustAnnotations,
        McpListener listener,
        InputRequests requests) {}
