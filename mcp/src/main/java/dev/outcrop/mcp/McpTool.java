package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * A tool of an MCP server.
 *
 * @param name its name on the server
 * @param modelName its name for models: letters, digits, {@code _} and {@code -}, at most 64, with
 *     the prefix of the client if it has one
 * @param description untrusted text of the server, at most 10,000 characters
 * @param inputSchema the JSON schema of its arguments
 * @param outputSchema the JSON schema of its structured result; null if there is none
 */
public record McpTool(
        String name,
        String modelName,
        String description,
        Json.Obj inputSchema,
        Json.@Nullable Obj outputSchema,
        ToolAnnotations annotations) {}
