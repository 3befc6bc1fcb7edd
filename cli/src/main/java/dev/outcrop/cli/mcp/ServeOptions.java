package dev.outcrop.cli.mcp;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/** Options of {@code outcrop mcp serve}: the model and the port. */
public final class ServeOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "serve: model of the tool ask; see outcrop help ask.")
    @Nullable String model;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "serve: the system prompt.")
    @Nullable String system;

    @Option(
            names = "--tool",
            paramLabel = "FILE",
            description = "serve: offer this tool too; see outcrop help tools. Can be repeated.")
    List<String> tools = List.of();

    @Option(
            names = "--mcp-env",
            paramLabel = "NAME",
            description =
                    "list, call: pass this variable of the environment to the server's command; see"
                            + " outcrop help ask. Can be repeated.")
    List<String> inherited = List.of();

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "serve: over HTTP at this port, 0 for a free one. Default: over stdio.")
    @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "serve: listen at this address. Another machine needs --token.")
    String host = "127.0.0.1";

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "serve: clients may use this host name too. Can be repeated.")
    List<String> hosts = List.of();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Access token: serve requires it, list and call send it. Default:"
                            + " $OUTCROP_MCP_TOKEN.")
    @Nullable String token;
}
