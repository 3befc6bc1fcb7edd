package dev.outcrop.internal.history.tool;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds tool definitions if a history has calls and the request has no tools, or none that may be
 * used: Bedrock requires them. They are derived from the names and inputs of the calls, and say
 * that they must not be called.
 */
public final class ToolStubs {
    private static final String DESCRIPTION = "No longer available. Do not call it.";

    private ToolStubs() {}

    public static @Nullable ToolConfig where(@Nullable ToolConfig given, List<Message> messages) {
        if (given != null
                && !given.tools().isEmpty()
                && !(given.toolChoice() instanceof ToolChoice.None)) {
            return given;
        }
        var stubs = new LinkedHashMap<String, Json.Obj>();
        var ownTools = new LinkedHashMap<String, ToolDefinition>();
        for (Message message : messages) {
            for (Content block : message.content()) {
                if (block instanceof Content.ToolUse use && use.onServer()) {
                    ownTools.put(use.name(), new ToolDefinition.SystemTool(use.name(), Json.EMPTY));
                } else if (block instanceof Content.ToolUse use) {
                    stubs.merge(use.name(), properties(use.input()), ToolStubs::both);
                }
            }
        }
        var tools = new ArrayList<>(ownTools.values());
        stubs.forEach((name, properties) -> tools.add(stub(name, properties)));
        return tools.isEmpty() ? null : new ToolConfig(tools);
    }

    private static ToolDefinition stub(String name, Json.Obj properties) {
        Json schema = Json.EMPTY.with("type", Json.of("object")).with("properties", properties);
        return new ToolDefinition.Spec(name, DESCRIPTION, schema, null, Json.EMPTY);
    }

    private static Json.Obj both(Json.Obj earlier, Json.Obj later) {
        Json.Obj both = earlier;
        for (Map.Entry<String, Json> property : later.members().entrySet()) {
            if (both.get(property.getKey()) == null) {
                both = both.with(property.getKey(), property.getValue());
            }
        }
        return both;
    }

    private static Json.Obj properties(Json input) {
        Json.Obj properties = Json.EMPTY;
        if (input instanceof Json.Obj object) {
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                properties = properties.with(member.getKey(), schema(member.getValue()));
            }
        }
        return properties;
    }

    private static Json schema(Json value) {
        String type =
                switch (value) {
                    case Json.Str ignored -> "string";
                    case Json.Num ignored -> "number";
                    case Json.Bool ignored -> "boolean";
                    case Json.Obj ignored -> "object";
                    case Json.Arr ignored -> "array";
                    case Json.Null ignored -> "null";
                };
        return Json.EMPTY.with("type", Json.of(type));
    }
}
