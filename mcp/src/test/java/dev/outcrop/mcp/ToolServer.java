package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.tool.ToolMethod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server made with this library, as a program of its own. */
public final class ToolServer {
    /** A sum. */
    public record Sum(int sum) {}

    @ToolMethod("Adds two numbers")
    public Sum add(int a, int b) {
        return new Sum(a + b);
    }

    @ToolMethod("Fails")
    public String fail() {
        throw new IllegalStateException("the tool broke");
    }

    public static void main(String[] args) throws IOException {
        server().serveStdio();
    }

    static McpServer server() {
        return Mcp.serve(new ToolServer()).withName("tool-server", "3.2.1");
    }

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ToolServer.class.getName());
    }

    static final Json.Obj TWO_AND_THREE = Json.EMPTY.with("a", Json.of(2)).with("b", Json.of(3));
}
