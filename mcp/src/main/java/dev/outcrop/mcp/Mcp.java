package dev.outcrop.mcp;

import dev.outcrop.ChatBuilder;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Model Context Protocol: tools of other programs for models.
 *
 * <pre>{@code
 * try (McpClient files = Mcp.stdio("npx", "-y", "@modelcontextprotocol/server-filesystem", ".").open()) {
 *     Chat chat = bedrock.chat().tools(files.toolbox()).open();
 *     System.out.println(chat.ask("Which files are here?"));
 * }
 * }</pre>
 *
 * <p>Servers of the versions 2024-11-05 to 2025-11-25, with sessions, and of 2026-07-28, without
 * them, can be used.
 *
 * @see <a href="https://modelcontextprotocol.io/specification">Specification of MCP</a>
 */
public final class Mcp {
    private Mcp() {}

    /**
     * Returns a connection, not yet opened, to a server that is started as a process and ends with
     * the connection.
     *
     * @param command the command and its arguments, as for {@link ProcessBuilder}; no shell reads
     *     them
     */
    public static McpBuilder stdio(String... command) {
        return stdio(List.of(command));
    }

    /** As {@link #stdio(String...)}. */
    public static McpBuilder stdio(List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of the MCP server is missing");
        }
        return new McpBuilder(command, null);
    }

    /**
     * Returns a connection, not yet opened, to a server over HTTP (Streamable HTTP).
     *
     * @param uri the address of the server's endpoint, such as {@code https://example.com/mcp}
     * @throws IllegalArgumentException if it is not an HTTP address
     */
    public static McpBuilder http(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if ((!scheme.equals("https") && !scheme.equals("http")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address of an MCP server must start with https:// or http://");
        }
        return new McpBuilder(List.of(), uri);
    }

    /** As {@link #http(URI)}. */
    public static McpBuilder http(String uri) {
        return http(URI.create(uri));
    }

    /**
     * Returns the tools of several servers. Where servers have tools with the same name, these get
     * the names of their servers as a prefix.
     */
    public static Toolbox toolbox(McpClient... clients) {
        Map<String, Integer> uses = new HashMap<>();
        for (McpClient client : clients) {
            client.toolbox().names().forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        var all = new ArrayList<Tool>();
        for (int i = 0; i < clients.length; i++) {
            String server = ModelNames.legal(clients[i].server().name()) + "_" + (i + 1);
            var names = new ModelNames(server);
            for (McpTool tool : clients[i].tools()) {
                boolean unique = uses.getOrDefault(tool.modelName(), 0) == 1;
                all.add(
                        clients[i].tool(
                                tool, unique ? tool.modelName() : names.name(tool.modelName())));
            }
        }
        return Toolbox.of(all);
    }

    /**
     * Returns a server for the clients of other programs.
     *
     * @param tools as for {@link Toolbox#of}: tools, toolboxes, or objects with {@code @ToolMethod}
     *     methods. They run on many threads at once
     */
    public static McpServer serve(Object... tools) {
        return new McpServer(Toolbox.of(tools), "outcrop", "0.1.0", null);
    }

    /**
     * Returns a tool {@code ask}, which asks a model of Bedrock, and continues the last hundred
     * conversations.
     *
     * @param chat opened for each conversation
     */
    public static Tool ask(ChatBuilder chat) {
        return AskTool.of(chat);
    }
}
