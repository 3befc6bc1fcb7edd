package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/** Options for tools, and for who approves their calls. */
public final class ToolOptions {
    @Option(
            names = "--tool",
            paramLabel = "FILE",
            description = {
                "JSON file with a tool: name, description, input_schema and command, a program that"
                        + " reads the input on stdin and prints the result.",
                "Can be repeated."
            })
    public List<String> tools = List.of();

    @Option(
            names = "--mcp",
            paramLabel = "SERVER",
            description = {
                "Tools of an MCP server: its command, such as 'npx -y SERVER', or its address,"
                        + " https://...",
                "Can be repeated."
            })
    public List<String> mcp = List.of();

    @Option(
            names = "--mcp-config",
            paramLabel = "FILE",
            description = "Tools of the MCP servers in a file mcp.json. Can be repeated.")
    public List<String> mcpFiles = List.of();

    @Option(
            names = "--mcp-env",
            paramLabel = "NAME",
            description = {
                "Variable of the environment to pass to the programs of --mcp, which otherwise get"
                        + " PATH, HOME, LANG and the like only. AWS_* stands for all that begin so.",
                "Can be repeated."
            })
    public List<String> inherited = List.of();

    @Option(
            names = "--approve",
            paramLabel = "WHEN",
            description =
                    "Tool calls: ask, auto or deny. Default: ask on a terminal, deny elsewhere.")
    public @Nullable String approve;

    @Option(
            names = {"--allow", "--allow-tool"},
            paramLabel = "TOOL",
            description = "Run this tool without asking; * matches anything. Can be repeated.")
    public List<String> allowed = List.of();

    @Option(names = "--tools-required", description = "Exit with 7 if a tool call was refused.")
    public boolean required;
}
