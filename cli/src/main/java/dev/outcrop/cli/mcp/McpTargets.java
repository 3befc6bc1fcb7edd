package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.ProcessContext;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers that the words of a command name: by command, by address, or as in a file. */
public final class McpTargets {
    private static final String TOKEN = "OUTCROP_MCP_TOKEN";

    private final ProcessContext stage;
    private final ServeOptions options;
    private final List<ServerSpec> known;

    /**
     * @param files with servers that have names
     */
    public McpTargets(ProcessContext stage, ServeOptions options, List<String> files) {
        this.stage = stage;
        this.options = options;
        var all = new ArrayList<ServerSpec>();
        files.forEach(file -> all.addAll(ServerFile.read(file, stage.env())));
        this.known = List.copyOf(all);
    }

    static @Nullable String token(ServeOptions options, ProcessContext stage) {
        return options.token == null ? stage.environment().variable(TOKEN) : options.token;
    }

    /** Returns the servers of the files. */
    List<ServerSpec> all() {
        return known;
    }

    /** Returns the server of that name, or of that command or address. */
    ServerSpec server(String given) {
        for (ServerSpec server : known) {
            if (server.name().equals(given)) {
                return server;
            }
        }
        ServerSpec server = ServerSpec.of(given, options.inherited);
        String token = token(options, stage);
        URI uri = server.uri();
        if (token == null || uri == null) {
            return server;
        }
        Map<String, String> headers = new HashMap<>(server.headers());
        headers.put("Authorization", "Bearer " + token);
        return ServerSpec.at(given, false, uri, headers);
    }
}
