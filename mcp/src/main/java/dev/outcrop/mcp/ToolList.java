package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of a server that can be used, and the headers that their calls need. Immutable. */
record ToolList(List<McpTool> tools, Map<String, Entry> byName) {
    private static final int MOST_TOOLS = 1_000;
    private static final int MOST_PAGES = 100;
    private static final int DESCRIPTION = 10_000;

    /** What is needed to call a tool. */
    record Entry(
            McpTool tool,
            JsonSchema input,
            @Nullable JsonSchema output,
            @Nullable HeaderParams headers) {}

    /**
     * Asks the server for its tools. Those that cannot be used are left out, with a warning.
     *
     * @throws McpException if the server refuses, or has no end of tools
     */
    static ToolList of(Session session, Settings settings, boolean overHttp)
            throws InterruptedException {
        var names = new ModelNames(settings.prefix());
        var tools = new ArrayList<McpTool>();
        var byName = new LinkedHashMap<String, Entry>();
        String cursor = null;
        int entries = 0; // also of what is no tool: each is warned of
        for (int page = 0; page < MOST_PAGES; page++) {
            Json.Obj params =
                    cursor == null ? Json.EMPTY : Json.EMPTY.with("cursor", Json.of(cursor));
            Json.Obj result = session.call(new Session.Request("tools/list", params));
            for (Json listed : result.array("tools")) {
                if (++entries > MOST_TOOLS) {
                    throw new McpException(
                            "the MCP server lists more than " + MOST_TOOLS + " tools", null);
                }
                Entry entry = usable(listed, names, settings, overHttp && session.isStateless());
                if (entry != null && byName.putIfAbsent(entry.tool().name(), entry) == null) {
                    tools.add(entry.tool());
                }
            }
            cursor = result.string("nextCursor");
            if (cursor == null) {
                return new ToolList(List.copyOf(tools), Map.copyOf(byName));
            }
        }
        throw new McpException(
                "the MCP server lists its tools on more than " + MOST_PAGES + " pages", null);
    }

    private static @Nullable Entry usable(
            Json listed, ModelNames names, Settings settings, boolean withHeaders) {
        if (!(listed instanceof Json.Obj json) || json.string("name") == null) {
            settings.listener().warning("the MCP server lists a tool without a name");
            return null;
        }
        String name = String.valueOf(json.string("name"));
        try {
            JsonSchema input = JsonSchema.of(json.object("inputSchema"));
            if (!input.isObject()) {
                throw new IllegalArgumentException("its input is not an object");
            }
            HeaderParams headers = withHeaders ? HeaderParams.of(json.object("inputSchema")) : null;
            return new Entry(tool(name, json, names), input, output(json, settings), headers);
        } catch (IllegalArgumentException e) {
            settings.listener()
                    .warning(
                            "the tool "
                                    + Texts.line(name, 100)
                                    + " of the MCP server is left out: "
                                    + Texts.line(String.valueOf(e.getMessage()), 500));
            return null;
        }
    }

    private static @Nullable JsonSchema output(Json.Obj json, Settings settings) {
        if (!(json.get("outputSchema") instanceof Json.Obj schema)) {
            return null;
        }
        try {
            return JsonSchema.of(schema);
        } catch (IllegalArgumentException e) {
            settings.listener().warning("an output schema of the MCP server cannot be used");
            return null;
        }
    }

    private static McpTool tool(String name, Json.Obj json, ModelNames names) {
        String description = json.string("description");
        String title = json.string("title");
        String shown =
                description == null || description.isBlank()
                        ? title == null || title.isBlank() ? "The tool " + name : title
                        : description;
        return new McpTool(
                name,
                names.name(name),
                Texts.shown(shown, DESCRIPTION),
                json.object("inputSchema"),
                json.get("outputSchema") instanceof Json.Obj output ? output : null,
                ToolAnnotations.of(json.object("annotations")));
    }
}
