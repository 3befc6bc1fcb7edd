package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Receives what an MCP server says besides its results. All texts are untrusted. Methods are called
 * on the threads that read from the server, and should return soon.
 */
public interface McpListener {
    /**
     * A log message.
     *
     * @param level {@code debug} to {@code emergency}
     * @param logger the server's name for its source; may be null
     */
    default void log(String level, @Nullable String logger, Json data) {}

    /**
     * Progress of a call.
     *
     * @param tool the tool's name on the server
     * @param total null if the server does not know it
     */
    default void progress(
            String tool, double progress, @Nullable Double total, @Nullable String message) {}

    /**
     * The server has changed its list of tools. {@link McpClient#toolbox()} returns the new ones.
     */
    default void toolsChanged(List<McpTool> tools) {}

    /** A line that the server's process wrote to its standard error, at most 1,000 characters. */
    default void standardError(String line) {}

    /** Something that the client ignored, such as a line that is no message. */
    default void warning(String message) {}
}
