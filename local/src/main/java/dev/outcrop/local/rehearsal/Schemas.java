package dev.outcrop.local.rehearsal;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.ServiceError;

/** A schema that comes as text. */
final class Schemas {
    private Schemas() {}

    static Json.Obj parsed(String text) {
        try {
            if (Json.parse(text) instanceof Json.Obj schema) {
                return schema;
            }
        } catch (JsonException e) {
            // Refused like any other text that is no schema.
        }
        throw ServiceError.validation(
                "The model returned the following errors: output_config.format.schema: Input"
                        + " should be a valid JSON schema");
    }
}
