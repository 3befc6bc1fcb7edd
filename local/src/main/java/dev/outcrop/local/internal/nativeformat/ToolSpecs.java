package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/** Converts tools to Converse's format. */
final class ToolSpecs {
    private ToolSpecs() {}

    /** Returns the form of an answer in Converse's format. */
    static Json outputConfig(String name, Json schema) {
        Json wanted =
                Json.EMPTY.with("name", Json.of(name)).with("schema", Json.of(schema.toString()));
        Json structure = Json.EMPTY.with("jsonSchema", wanted);
        return Json.EMPTY.with(
                "textFormat",
                Json.EMPTY.with("type", Json.of("json_schema")).with("structure", structure));
    }

    /**
     * Returns a tool in Converse's format.
     *
     * @param tool has {@code name}, {@code description} and a schema
     * @param schema the name of the member that contains the schema
     */
    static Json.Obj spec(Json.Obj tool, String schema) {
        Json.Obj spec = Json.EMPTY.with("name", Json.of(tool.string("name")));
        if (tool.get("description") instanceof Json.Str description) {
            spec = spec.with("description", description);
        }
        return Json.EMPTY.with(
                "toolSpec", spec.with("inputSchema", Json.EMPTY.with("json", tool.object(schema))));
    }
}
