package dev.outcrop.local.nativeformat;

import dev.outcrop.json.Json;

/** Tools as Converse describes them. */
final class ToolSpecs {
    private ToolSpecs() {}

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
