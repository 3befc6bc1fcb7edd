package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.LimitOptions;
import dev.outcrop.cli.bedrock.ParamOptions;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.mcp.McpServing;
import dev.outcrop.cli.mcp.McpTargets;
import dev.outcrop.cli.mcp.ServeOptions;
import dev.outcrop.cli.mcp.ToolCall;
import dev.outcrop.cli.mcp.ToolListing;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code outcrop mcp}: servers of the Model Context Protocol. */
@Command(
        name = "mcp",
        description = {
            "List and call tools of MCP servers; be one.",
            "A SERVER is a command in quotes, an address, or a name in the file of"
                    + " --mcp-config."
        },
        footer = {
            "",
            "Actions:",
            "  list [SERVER ...]          the tools of servers",
            "  call SERVER TOOL NAME=VALUE ...",
            "                             call a tool; in place of values, a JSON object, or - for stdin",
            "  serve                      offer the tool ask to other programs",
            "",
            "Examples:",
            "  outcrop mcp list 'npx -y @modelcontextprotocol/server-everything'",
            "  outcrop mcp call https://example.com/mcp echo message=Hi",
            "  outcrop mcp serve -m sonnet"
        })
public final class McpCommand implements Callable<Integer> {
    private static final List<String> ACTIONS = List.of("list", "call", "serve");

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--json",
            description = "list, call: print JSON; list prints a line for each server.")
    boolean json;

    @Option(
            names = "--mcp-config",
            paramLabel = "FILE",
            description = "list, call: a file mcp.json with servers. Can be repeated.")
    List<String> files = List.of();

    @Mixin ServeOptions serve = new ServeOptions();
    @Mixin ParamOptions params = new ParamOptions();
    @Mixin LimitOptions limits = new LimitOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Parameters(paramLabel = "ACTION", arity = "0..*", description = "See below.")
    List<String> words = List.of();

    public McpCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var actions = new Actions("mcp", words);
        ExitCode code =
                switch (actions.name("")) {
                    case "list" -> list();
                    case "call" -> call(actions);
                    case "serve" -> serve();
                    case "" ->
                            throw new UsageException(
                                    "outcrop mcp needs an action: list, call or serve.",
                                    "outcrop help mcp");
                    default -> throw actions.unknown(ACTIONS);
                };
        return code.number();
    }

    private ExitCode list() {
        List<String> named = words.subList(1, words.size());
        if (named.isEmpty() && files.isEmpty()) {
            throw new UsageException(
                    "outcrop mcp list needs a server.", "outcrop mcp list 'npx -y SERVER'");
        }
        return new ToolListing(stage, limits.timeout(), json)
                .print(new McpTargets(stage, serve, files), named);
    }

    private ExitCode call(Actions actions) {
        String server = actions.argument(0, "SERVER");
        String tool = actions.argument(1, "TOOL");
        return new ToolCall(stage, limits.timeout(), json, ErrorReport.of(stage, common))
                .run(
                        new McpTargets(stage, serve, files),
                        server,
                        tool,
                        words.subList(3, words.size()));
    }

    private ExitCode serve() {
        if (words.size() > 1) {
            throw new UsageException(
                    "outcrop mcp serve takes no more words: " + words.get(1) + ".",
                    "outcrop help mcp");
        }
        Config config = Config.load(stage);
        try (BedrockConnection connection = BedrockConnection.open(where, limits, config, stage)) {
            return new McpServing(stage, serve)
                    .run(connection, params.params(config, Map.of()), limits.limits());
        }
    }
}
