package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to an MCP server. Safe for any number of threads; close it to end the server's
 * process or session.
 *
 * <p>All methods wait for the server, at most as long as the timeouts of the {@link McpBuilder},
 * and end when their thread is interrupted. What the server sends is untrusted: texts are
 * shortened, and a result that breaks the protocol is an error.
 */
public final class McpClient implements AutoCloseable {
    private final Session session;
    private final Settings settings;
    private final boolean overHttp;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile ToolList tools;

    McpClient(Session session, Settings settings, boolean overHttp) throws InterruptedException {
        this.session = session;
        this.settings = settings;
        this.overHttp = overHttp;
        this.tools = list();
    }

    private ToolList list() throws InterruptedException {
        return session.info().offers("tools")
                ? ToolList.of(session, settings, overHttp)
                : new ToolList(List.of(), java.util.Map.of());
    }

    /** Returns what the server says about itself. */
    public ServerInfo server() {
        return session.info();
    }

    /** Returns the tools that the server had when it was asked last. */
    public List<McpTool> tools() {
        return tools.tools();
    }

    /**
     * Returns the tools for a chat or a model, with their names for models. The toolbox does not
     * change when the server's tools do; ask again for the new ones.
     */
    public Toolbox toolbox() {
        return Toolbox.of(tools().stream().map(tool -> tool(tool, tool.modelName())).toList());
    }

    /**
     * Asks the server for its tools again.
     *
     * @throws McpException if the server refuses or cannot be reached
     */
    public List<McpTool> refresh() {
        try {
            tools = list();
            return tools();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Calls a tool.
     *
     * @param name its name on the server
     * @return the result as blocks, also if the tool reports an error
     * @throws McpException if the server has no such tool, refuses or cannot be reached
     */
    public Content.ToolResult call(String name, Json.Obj arguments) {
        try {
            return called(name, arguments);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Sends any other request of the protocol, such as {@code resources/read} or {@code
     * prompts/get}.
     *
     * @return the result as the server sent it
     * @throws McpException if the server refuses or cannot be reached
     */
    public Json.Obj request(String method, Json.Obj params) {
        try {
            return session.call(new Session.Request(method, params));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static McpException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new McpException("the wait for the MCP server was interrupted", e);
    }

    /** Returns a tool for models under this name. */
    Tool tool(McpTool tool, String modelName) {
        ToolList.Entry entry = entry(tool.name());
        return Tool.of(
                        modelName,
                        tool.description(),
                        entry.input(),
                        input -> called(tool.name(), input))
                .with(annotations(tool.annotations()));
    }

    /** For the tool policy: what is not trusted counts as what may destroy. */
    private Tool.Annotations annotations(ToolAnnotations said) {
        if (!settings.trustAnnotations()) {
            return new Tool.Annotations(null, false, true);
        }
        boolean destructive = said.destructive() && !said.readOnly(); // as the hints are defined
        String title = said.title() == null ? null : Texts.line(said.title(), 200);
        return new Tool.Annotations(title, said.readOnly(), destructive);
    }

    private ToolList.Entry entry(String name) {
        ToolList.Entry entry = tools.byName().get(name);
        if (entry == null) {
            throw new McpException(
                    "the MCP server has no tool "
                            + Texts.line(name, 100)
                            + "; it has "
                            + Texts.line(
                                    String.join(", ", tools().stream().map(McpTool::name).toList()),
                                    1_000),
                    null);
        }
        return entry;
    }

    private Content.ToolResult called(String name, Json.Obj arguments) throws InterruptedException {
        Json.Obj result;
        try {
            result = callOnce(name, arguments);
        } catch (McpException e) {
            if (e.code() != Era.HEADER_MISMATCH) {
                throw e;
            }
            tools = list(); // The tool's schema names other headers now.
            result = callOnce(name, arguments);
        }
        requireValid(name, result);
        return ResultContent.of(result);
    }

    private Json.Obj callOnce(String name, Json.Obj arguments) throws InterruptedException {
        ToolList.Entry entry = entry(name);
        HeaderParams headers = entry.headers();
        return session.call(
                new Session.Request(
                        "tools/call",
                        Json.EMPTY.with("name", Json.of(name)).with("arguments", arguments),
                        name,
                        headers == null ? java.util.Map.of() : headers.headers(arguments),
                        false));
    }

    private void requireValid(String name, Json.Obj result) {
        JsonSchema schema = entry(name).output();
        Json structured = result.get("structuredContent");
        boolean error = result.get("isError") instanceof Json.Bool(boolean value) && value;
        if (schema == null || error || structured == null) {
            return;
        }
        List<JsonSchema.Violation> violations = schema.validate(structured);
        if (!violations.isEmpty()) {
            throw new McpException(
                    "the result of the tool "
                            + Texts.line(name, 100)
                            + " does not match the schema that the MCP server gave for it: "
                            + Texts.line(violations.getFirst().toString(), 300),
                    null);
        }
    }

    /** Asks for the tools on a thread of its own: the caller reads from the server. */
    void toolsChanged() {
        if (changes.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::askAgain);
        }
    }

    /** One list at a time, however often the server says that there is another one. */
    private void askAgain() {
        boolean done = false;
        try {
            while (!done) {
                int seen = changes.get();
                try {
                    settings.listener().toolsChanged(refresh());
                } catch (McpException e) {
                    settings.listener().warning(String.valueOf(e.getMessage()));
                }
                done = changes.compareAndSet(seen, 0);
            }
        } finally {
            if (!done) { // the listener failed
                changes.set(0);
            }
        }
    }

    /** Ends the session, and the server's process with all that it has started. */
    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return "McpClient[" + server().name() + ", " + tools().size() + " tools]";
    }
}
