package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.ToolDefinition;

import java.util.Map;

/**
 * A tool as Command R is told of it: parameters by name, each with a type of Python's. A schema
 * that says more of them than that is refused.
 */
final class CommandRTool {
    private static final Map<String, String> TYPES =
            Map.of(
                    "string", "str",
                    "integer", "int",
                    "number", "float",
                    "boolean", "bool",
                    "array", "List",
                    "object", "Dict");

    private CommandRTool() {}

    static Json of(ToolDefinition.Spec spec, UnsupportedInvokeSettings uncarried) {
        Json.Obj tool = Json.EMPTY.with("name", Json.of(spec.name()));
        tool =
                tool.with(
                        "description",
                        Json.of(spec.description() == null ? spec.name() : spec.description()));
        Json.Obj schema = spec.inputSchema() instanceof Json.Obj object ? object : Json.EMPTY;
        Json.Obj parameters = Json.EMPTY;
        for (var property : schema.object("properties").members().entrySet()) {
            boolean required = schema.array("required").contains(Json.of(property.getKey()));
            parameters =
                    parameters.with(
                            property.getKey(), parameter(property.getValue(), required, uncarried));
        }
        return parameters.isEmpty() ? tool : tool.with("parameter_definitions", parameters);
    }

    private static Json parameter(
            Json schema, boolean required, UnsupportedInvokeSettings uncarried) {
        Json.Obj said = schema instanceof Json.Obj object ? object : Json.EMPTY;
        String type = TYPES.get(String.valueOf(said.string("type")));
        boolean nested =
                !said.object("properties").isEmpty()
                        || !said.object("items").object("properties").isEmpty();
        if (type == null || nested) {
            throw uncarried.but("tools whose parameters are more than a simple type each");
        }
        Json.Obj parameter = Json.EMPTY;
        if (said.string("description") != null) {
            parameter = parameter.with("description", Json.of(said.string("description")));
        }
        return parameter.with("type", Json.of(type)).with("required", Json.of(required));
    }
}
