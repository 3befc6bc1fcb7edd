package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.json.Json;
import dev.outcrop.mcp.McpClient;
import dev.outcrop.mcp.McpTool;
import dev.outcrop.mcp.ServerInfo;
import dev.outcrop.mcp.ToolAnnotations;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints the tools of servers, with the arguments that they take. */
public final class ToolListing {
    private final ProcessContext stage;
    private final @Nullable Duration timeout;
    private final boolean json;

    /**
     * @param timeout of a request; null for the usual one
     */
    public ToolListing(ProcessContext stage, @Nullable Duration timeout, boolean json) {
        this.stage = stage;
        this.timeout = timeout;
        this.json = json;
    }

    /**
     * Prints the tools of these servers, or of all that the targets know if there are none.
     *
     * @throws dev.outcrop.cli.terminal.UsageException if one cannot be used
     */
    public ExitCode print(McpTargets targets, List<String> named) {
        List<ServerSpec> servers =
                named.isEmpty() ? targets.all() : named.stream().map(targets::server).toList();
        try (Connections connections = Connections.open(servers, timeout, stage)) {
            for (int i = 0; i < servers.size(); i++) {
                McpClient client = connections.clients().get(i);
                if (json) {
                    stage.stdio().out().println(json(servers.get(i), client));
                } else {
                    heading(servers.get(i), client, servers.size() > 1);
                    client.tools().forEach(this::print);
                }
            }
            stage.stdio().out().flush();
            return ExitCode.OK;
        }
    }

    private void heading(ServerSpec server, McpClient client, boolean oneOfMany) {
        ServerInfo info = client.server();
        String about =
                info.name()
                        + " "
                        + info.version()
                        + ", protocol "
                        + info.protocolVersion()
                        + ", tools: "
                        + client.tools().size();
        PrintStream target = oneOfMany ? stage.stdio().out() : stage.stdio().err();
        target.println(
                TerminalText.harmless(
                        oneOfMany ? "== " + server.name() + " (" + about + ")" : about));
    }

    private void print(McpTool tool) {
        var text = new StringBuilder(tool.name());
        tool.description().strip().lines().forEach(line -> text.append("\n  ").append(line));
        Set<String> required = new HashSet<>();
        for (Json name : tool.inputSchema().array("required")) {
            required.add(name instanceof Json.Str string ? string.value() : "");
        }
        Map<String, Json> members = tool.inputSchema().object("properties").members();
        members.forEach(
                (name, schema) -> {
                    String argument = name + "=" + kind(schema);
                    text.append("\n    ")
                            .append(required.contains(name) ? argument : "[" + argument + "]")
                            .append(about(schema));
                });
        stage.stdio().out().println(TerminalText.harmless(text + "\n"));
    }

    private static String kind(Json schema) {
        if (!(schema instanceof Json.Obj json)) {
            return "JSON";
        }
        var values = new ArrayList<String>();
        for (Json value : json.array("enum")) {
            values.add(value instanceof Json.Str text ? text.value() : value.toString());
        }
        String type = json.string("type");
        return values.isEmpty()
                ? (type == null ? "JSON" : type.toUpperCase(Locale.ROOT))
                : String.join("|", values);
    }

    private static String about(Json schema) {
        String description = schema instanceof Json.Obj json ? json.string("description") : null;
        return description == null || description.isBlank()
                ? ""
                : "  " + description.strip().replaceAll("\\s+", " ");
    }

    private static Json.Obj json(ServerSpec server, McpClient client) {
        ServerInfo info = client.server();
        var tools = new ArrayList<Json>();
        for (McpTool tool : client.tools()) {
            tools.add(
                    Json.EMPTY
                            .with("name", Json.of(tool.name()))
                            .with("model_name", Json.of(tool.modelName()))
                            .with("description", Json.of(tool.description()))
                            .with("input_schema", tool.inputSchema())
                            .with(
                                    "output_schema",
                                    tool.outputSchema() == null ? Json.NULL : tool.outputSchema())
                            .with("annotations", annotations(tool.annotations())));
        }
        return Json.EMPTY
                .with("server", Json.of(server.name()))
                .with("name", Json.of(info.name()))
                .with("version", Json.of(info.version()))
                .with("protocol", Json.of(info.protocolVersion()))
                .with(
                        "instructions",
                        info.instructions() == null ? Json.NULL : Json.of(info.instructions()))
                .with("tools", new Json.Arr(tools));
    }

    private static Json.Obj annotations(ToolAnnotations said) {
        return Json.EMPTY
                .with("title", said.title() == null ? Json.NULL : Json.of(said.title()))
                .with("read_only", Json.of(said.readOnly()))
                .with("destructive", Json.of(said.destructive()))
                .with("idempotent", Json.of(said.idempotent()))
                .with("open_world", Json.of(said.openWorld()));
    }
}
