package dev.outcrop.cli.mcp;

import dev.outcrop.mcp.McpException;

import java.util.Locale;
import java.util.regex.Matcher;

/** Errors of servers in terms of the command. */
final class McpRemedy {
    private McpRemedy() {}

    /** Returns what happened, as a sentence without Java calls. */
    static String what(ServerSpec server, McpException e) {
        String message =
                named(server, String.valueOf(e.getMessage()))
                        .replace("timeout(…)", "--timeout TIME")
                        .replace(
                                "inheritEnvironment(…) or environment(…)",
                                server.hasName()
                                        ? "inheritEnv or env in the file"
                                        : "--mcp-env NAME")
                        .replace(
                                "set one with authorization(…)",
                                "pass it with --token, or in the headers of --mcp-config FILE")
                        .replace(
                                "register one, and set clientId(…)",
                                "pass a token with --token, or in the headers of --mcp-config FILE");
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    /** Adds the name of a server that has one; messages contain commands and addresses. */
    static String named(ServerSpec server, String message) {
        return server.hasName()
                ? message.replaceFirst(
                        "\\b(the MCP server)\\b", "$1 " + Matcher.quoteReplacement(server.name()))
                : message;
    }

    /** Returns what to try when a server cannot be used. */
    static String of(ServerSpec server) {
        return server.uri() == null
                ? "run its command in a terminal to see what it prints"
                : "check the address, and whether the server needs an access token";
    }
}
