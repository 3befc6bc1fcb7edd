package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/** Tools as Converse describes them. */
final class ToolSpecs {
    private ToolSpecs() {}

    /** The form of an answer as Converse describes it. */
    static Json outputConfig(String name, Json schema) {
        Json wanted =
                Json.EMPTY.with("name", Json.of(name)).with("schema", Json.of(schema.toString()));
        Json structure = Json.EMPTY.with("jsonSchema", wanted);
        return Json.EMPTY.with(
                "textFormat",
                Json.EMPTY.with("type", Json.of("json_schema")).with("structure", structure));
    }

    /**
     * A tool of Converse.
     *
     * @param tool has {@code name}, {@code description} and a schema
     * @param schema the name of the member that has the schema
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
