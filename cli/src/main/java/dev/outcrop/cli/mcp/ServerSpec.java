package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.UsageException;
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
 * @param environment variables in addition to those of this process; they may be secret
 * @param uri null if a command starts it
 * @param headers of HTTP requests; they may be secret
 */
record ServerSpec(
        String name,
        boolean hasName,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path directory,
        @Nullable URI uri,
        Map<String, String> headers) {
    ServerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        headers = Map.copyOf(headers);
    }

    /**
     * Returns the server of a command or address.
     *
     * @throws UsageException if it is neither
     */
    static ServerSpec of(String given) {
        return isAddress(given)
                ? new ServerSpec(given, false, List.of(), Map.of(), null, address(given), Map.of())
                : new ServerSpec(
                        given, false, ShellWords.of(given), Map.of(), null, null, Map.of());
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
