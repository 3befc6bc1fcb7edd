package dev.outcrop.cli.mcp;

import dev.outcrop.cli.bedrock.LimitOptions;
import dev.outcrop.cli.bedrock.ToolOptions;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The tools of the servers of {@code --mcp} and {@code --mcp-config}; the servers end with it. */
public final class McpTools implements AutoCloseable {
    private final @Nullable Connections connections;
    private final List<Tool> tools;

    private McpTools(@Nullable Connections connections, List<Tool> tools) {
        this.connections = connections;
        this.tools = tools;
    }

    /**
     * Starts or reaches the servers. Without any, nothing of MCP is loaded.
     *
     * @throws UsageException if one cannot be used
     */
    public static McpTools open(ToolOptions options, LimitOptions limits, ProcessContext stage) {
        if (options.mcp.isEmpty() && options.mcpFiles.isEmpty()) {
            return new McpTools(null, List.of());
        }
        var servers = new ArrayList<ServerSpec>();
        options.mcp.forEach(given -> servers.add(ServerSpec.of(given, options.inherited)));
        options.mcpFiles.forEach(file -> servers.addAll(ServerFile.read(file, stage.env())));
        Connections connections = Connections.open(servers, limits.timeout(), stage);
        return new McpTools(connections, List.copyOf(connections.tools()));
    }

    public List<Tool> tools() {
        return tools;
    }

    @Override
    public void close() {
        if (connections != null) {
            connections.close();
        }
    }
}
