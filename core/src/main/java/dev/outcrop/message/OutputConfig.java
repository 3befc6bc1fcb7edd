package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The form of the answer.
 *
 * @param textFormat the schema for the text
 * @param effort how much effort the model should spend, in the model's own terms
 * @param more members that this version does not support
 */
public record OutputConfig(
        @Nullable JsonSchemaFormat textFormat, @Nullable String effort, Json.Obj more) {
    public OutputConfig {
        Objects.requireNonNull(more, "more");
    }

    /**
     * Text that is JSON of a schema.
     *
     * @param schema JSON schema, as text
     * @param name a name for the schema
     * @param description what the JSON is for
     * @param more members that this version does not support
     */
    public record JsonSchemaFormat(
            String schema, @Nullable String name, @Nullable String description, Json.Obj more) {
        public JsonSchemaFormat {
            Objects.requireNonNull(more, "more");
            Objects.requireNonNull(schema, "schema");
        }
    }
}
