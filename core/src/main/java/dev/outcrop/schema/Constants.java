package dev.outcrop.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.outcrop.internal.schema.EncodedConstants;
import dev.outcrop.json.Json;

import java.util.List;

/** Checks the constants that {@link EncodedConstants} replaced by text. */
final class Constants {
    private Constants() {}

    static Evaluator constant(JsonNode keyword) {
        Json wanted = Json.parse(keyword.asString());
        return (context, node) ->
                node instanceof SchemaNode given && given.json().equals(wanted)
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure(SchemaMessages.of("const", "", wanted));
    }

    static Evaluator enumeration(JsonNode keyword) {
        Json wanted = Json.parse(keyword.asString());
        return (context, node) ->
                node instanceof SchemaNode given
                                && wanted instanceof Json.Arr(List<Json> constants)
                                && constants.contains(given.json())
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure(SchemaMessages.of("enum", "", wanted));
    }
}
