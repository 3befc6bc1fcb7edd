package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Offers tools to the clients of other programs, with and without sessions (versions 2024-11-05 to
 * 2026-07-28). Immutable.
 */
public final class McpServer {
    private final Toolbox tools;
    private final String name;
    private final String version;
    private final @Nullable String instructions;

    McpServer(Toolbox tools, String name, String version, @Nullable String instructions) {
        this.tools = tools;
        this.name = name;
        this.version = version;
        this.instructions = instructions;
    }

    /** Returns this server with another name and version, which clients show. */
    public McpServer withName(String name, String version) {
        return new McpServer(tools, name, version, instructions);
    }

    /** Returns this server with a text for the client's model about how to use the tools. */
    public McpServer withInstructions(String instructions) {
        return new McpServer(tools, name, version, instructions);
    }

    Dispatch dispatch() {
        Json.Obj info = Json.EMPTY.with("name", Json.of(name)).with("version", Json.of(version));
        return new Dispatch(tools, info, instructions);
    }

    /**
     * Serves one client over this process's standard streams, and returns when its input ends.
     * Until then, {@code System.out} writes to the standard error, as the output must contain
     * nothing but messages.
     *
     * @throws IOException if the output cannot be written
     */
    public void serveStdio() throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            serve(System.in, out);
        } finally {
            System.setOut(out);
        }
    }

    /**
     * Serves one client over these streams, and returns when the input ends. Calls that are running
     * then are interrupted after a second.
     *
     * @throws IOException if a stream fails
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        serve(in, out, Duration.ofSeconds(1));
    }

    void serve(InputStream in, OutputStream out, Duration grace) throws IOException {
        new StdioServer(dispatch(), in, out, grace).run();
    }

    /**
     * Returns settings for serving clients over HTTP.
     *
     * @param port 0 for a free one
     */
    public McpHttpServer.Builder http(int port) {
        return new McpHttpServer.Builder(dispatch(), port);
    }
}
