package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.mcp.McpClient;
import dev.outcrop.mcp.McpException;
import dev.outcrop.mcp.McpTool;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** Calls one tool of a server, and prints its result. */
public final class ToolCall {
    private final ProcessContext stage;
    private final @Nullable Duration timeout;
    private final boolean json;
    private final ErrorReport errors;

    /**
     * @param timeout of a request; null for the usual one
     */
    public ToolCall(
            ProcessContext stage, @Nullable Duration timeout, boolean json, ErrorReport errors) {
        this.stage = stage;
        this.timeout = timeout;
        this.json = json;
        this.errors = errors;
    }

    /**
     * Calls the tool; a result that is an error gives the exit code for a failure.
     *
     * @param given the arguments: texts NAME=VALUE, or one JSON object
     * @throws UsageException if there is no such tool, the arguments do not fit, or the server
     *     fails
     */
    public ExitCode run(McpTargets targets, String named, String tool, List<String> given) {
        ServerSpec server = targets.server(named);
        try (Connections connections = Connections.open(List.of(server), timeout, stage)) {
            McpClient client = connections.clients().getFirst();
            McpTool found = tool(client, named, tool);
            Json.Obj arguments = ToolArguments.of(found, given, stage.stdio().in());
            Content.ToolResult result;
            try {
                result = stage.interrupts().during(() -> client.call(found.name(), arguments));
            } catch (McpException e) {
                throw Connections.failure(server, e);
            }
            print(result);
            if (result.isError()) {
                errors.print(
                        new UsageException(
                                "The tool " + found.name() + " failed: " + ResultText.of(result),
                                "outcrop mcp list " + ResultText.quoted(named)));
                return ExitCode.FAILED;
            }
            return ExitCode.OK;
        }
    }

    private static McpTool tool(McpClient client, String named, String name) {
        List<McpTool> tools = client.tools();
        for (McpTool tool : tools) {
            if (tool.name().equals(name)) {
                return tool;
            }
        }
        String like = Similar.to(name, tools.stream().map(McpTool::name).toList());
        throw new UsageException(
                "The MCP server has no tool \""
                        + name
                        + "\"."
                        + (like == null ? "" : " Did you mean " + like + "?"),
                "outcrop mcp list " + ResultText.quoted(named));
    }

    private void print(Content.ToolResult result) {
        Stdio stdio = stage.stdio();
        if (json) {
            stdio.out().println(ResultText.json(result));
        } else if (!result.isError()) {
            String text = ResultText.of(result);
            stdio.out().println(stdio.outIsTerminal() ? TerminalText.harmless(text) : text);
        }
        stdio.out().flush();
    }
}
