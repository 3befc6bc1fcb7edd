package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.internal.tool.ProgramEnvironment;
import dev.outcrop.mcp.Mcp;
import dev.outcrop.mcp.McpBuilder;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server that a command starts, or that has an address.
 *
 * @param name its name in a file; else its command or address
 * @param hasName whether it is from a file
 * @param command empty if it has an address
 * @param environment its variables, besides those that all programs get; they may be secret
 * @param inherited the names of variables of this process that it gets too
 * @param uri null if a command starts it
 * @param headers of HTTP requests; they may be secret
 */
record ServerSpec(
        String name,
        boolean hasName,
        List<String> command,
        Map<String, String> environment,
        List<String> inherited,
        @Nullable Path directory,
        @Nullable URI uri,
        Map<String, String> headers) {
    ServerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inherited = List.copyOf(inherited);
        headers = Map.copyOf(headers);
    }

    /**
     * Returns the server of a command or address.
     *
     * @param inherited names of variables for a command
     * @throws UsageException if it is neither, or a name is not valid
     */
    static ServerSpec of(String given, List<String> inherited) {
        try {
            inherited.forEach(ProgramEnvironment::requireName);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The value of --mcp-env is " + e.getMessage() + ".", "--mcp-env GITHUB_TOKEN");
        }
        return isAddress(given)
                ? at(given, false, address(given), Map.of())
                : new ServerSpec(
                        given,
                        false,
                        ShellWords.of(given),
                        Map.of(),
                        inherited,
                        null,
                        null,
                        Map.of());
    }

    /** Returns a server that has an address. */
    static ServerSpec at(String name, boolean hasName, URI uri, Map<String, String> headers) {
        return new ServerSpec(name, hasName, List.of(), Map.of(), List.of(), null, uri, headers);
    }

    private static boolean isAddress(String given) {
        String start = given.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /** Returns the address of a server, without showing it in the error: it may have a token. */
    static URI address(String given) {
        try {
            return URI.create(given.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The address of the MCP server is not valid.", "--mcp https://example.com/mcp");
        }
    }

    boolean isAuthorized() {
        return headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
    }

    /**
     * Returns the settings of a connection.
     *
     * @throws UsageException if the address or a header is not valid
     */
    McpBuilder builder() {
        try {
            McpBuilder builder = uri == null ? Mcp.stdio(command) : Mcp.http(uri);
            environment.forEach(builder::environment);
            builder.inheritEnvironment(inherited.toArray(String[]::new));
            headers.forEach(builder::header);
            return directory == null ? builder : builder.directory(directory);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The MCP server cannot be used: " + e.getMessage() + ".",
                    "--mcp https://example.com/mcp");
        }
    }

    /** Returns the name only: the rest may be secret. */
    @Override
    public String toString() {
        return "ServerSpec[" + name + "]";
    }
}
