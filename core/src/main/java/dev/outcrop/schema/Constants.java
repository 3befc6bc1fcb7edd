package dev.outcrop.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces constants that contain objects by text: the library would treat the objects as schemas.
 */
final class Constants {
    static final Set<String> KEYWORDS = Set.of("const", "enum");

    static final String CONST = "outcrop:const";
    static final String ENUM = "outcrop:enum";

    private Constants() {}

    static boolean mayMislead(Json value) {
        return value instanceof Json.Obj
                || (value instanceof Json.Arr(List<Json> elements)
                        && elements.stream().anyMatch(Constants::mayMislead));
    }

    static void put(String keyword, Json value, Map<String, Json> members) {
        boolean several = keyword.equals("enum");
        if (several && !(value instanceof Json.Arr)) {
            members.put(keyword, value); // invalid; it is reported there
        } else {
            members.put(several ? ENUM : CONST, Json.of(value.toString()));
        }
    }

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
