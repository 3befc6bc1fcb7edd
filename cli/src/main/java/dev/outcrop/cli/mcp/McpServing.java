package dev.outcrop.cli.mcp;

import dev.outcrop.ChatBuilder;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.OutputException;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.cli.tools.CommandTool;
import dev.outcrop.mcp.Mcp;
import dev.outcrop.mcp.McpHttpServer;
import dev.outcrop.mcp.McpServer;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolLimits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Offers the tool {@code ask}, and tools that are programs, to the clients of other programs. */
public final class McpServing {
    private final ProcessContext stage;
    private final ServeOptions options;

    public McpServing(ProcessContext stage, ServeOptions options) {
        this.stage = stage;
        this.options = options;
    }

    /**
     * Serves until the input ends, or, over HTTP, until Ctrl-C.
     *
     * @throws UsageException if an option is not valid, or the port cannot be used
     */
    public ExitCode run(BedrockConnection connection, Params params, ToolLimits limits) {
        ChatBuilder chat =
                connection
                        .chat(options.model)
                        .system(options.system)
                        .params(params)
                        .toolLimits(limits);
        McpServer server = Mcp.serve(tools(Mcp.ask(chat)).toArray()).withName("outcrop", version());
        return options.port == null ? overStdio(server) : overHttp(server, options.port);
    }

    private List<Tool> tools(Tool ask) {
        var tools = new ArrayList<Tool>(List.of(ask));
        options.tools.forEach(file -> tools.addAll(CommandTool.read(file)));
        var names = new HashSet<String>();
        for (Tool tool : tools) {
            if (!names.add(tool.name())) {
                throw new UsageException(
                        "Two tools have the name " + tool.name() + ".",
                        "rename the one in the file of --tool");
            }
        }
        return tools;
    }

    private static String version() {
        String version = McpServing.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private ExitCode overStdio(McpServer server) {
        Stdio stdio = stage.stdio();
        if (stdio.inIsTerminal()) {
            stdio.err()
                    .println(
                            "An MCP client starts this command, and talks to it over stdin and"
                                    + " stdout. For clients over HTTP: --http 8080. Ctrl-D ends it.");
        }
        try {
            server.serve(stdio.in(), new CheckedOutput(stdio.out()));
            return ExitCode.OK;
        } catch (IOException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : new OutputException(e);
        }
    }

    private ExitCode overHttp(McpServer server, int port) {
        try (McpHttpServer running = started(server, port)) {
            Stdio stdio = stage.stdio();
            stdio.out().println(running.uri());
            stdio.out().flush();
            stdio.err()
                    .println("The MCP server listens on " + running.uri() + ". Ctrl-C stops it.");
            return stage.interrupts().during(McpServing::untilInterrupted);
        }
    }

    private McpHttpServer started(McpServer server, int port) {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--http must be from 0 to 65535.", "--http 8080");
        }
        try {
            McpHttpServer.Builder http =
                    server.http(port)
                            .host(options.host)
                            .allowHosts(options.hosts.toArray(String[]::new));
            String token = McpTargets.token(options, stage);
            return (token == null ? http : http.bearer(token)).start();
        } catch (UncheckedIOException e) {
            throw new UsageException(
                    "Cannot listen on "
                            + options.host
                            + ":"
                            + port
                            + ": it is in use, not permitted, or not an address of this machine.",
                    "--http 0  to use any free port");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The MCP server cannot start: "
                            + String.valueOf(e.getMessage()).replaceFirst(" with bearer.*", "")
                            + ".",
                    "--token TOKEN");
        }
    }

    private static ExitCode untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }
}
