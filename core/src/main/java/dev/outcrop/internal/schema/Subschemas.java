package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds the direct subschemas of a schema, by its keywords, those of all drafts. */
final class Subschemas {
    private static final Set<String> ONE =
            Set.of(
                    "additionalItems",
                    "additionalProperties",
                    "contains",
                    "contentSchema",
                    "else",
                    "if",
                    "items",
                    "not",
                    "propertyNames",
                    "then",
                    "unevaluatedItems",
                    "unevaluatedProperties");

    private static final Set<String> SEVERAL =
            Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");

    private static final Set<String> NAMED =
            Set.of(
                    "$defs",
                    "definitions",
                    "dependencies",
                    "dependentSchemas",
                    "patternProperties",
                    "properties");

    private Subschemas() {}

    /** Passes each subschema that is an object to the consumer, with its position. */
    static void each(
            Json.Obj schema, JsonPointer place, BiConsumer<Json.Obj, JsonPointer> visitor) {
        schema.members()
                .forEach(
                        (keyword, value) -> {
                            JsonPointer its = place.member(keyword);
                            if (value instanceof Json.Obj object) {
                                if (ONE.contains(keyword)) {
                                    visitor.accept(object, its);
                                } else if (NAMED.contains(keyword)) {
                                    named(object, its, visitor);
                                }
                            } else if (value instanceof Json.Arr(List<Json> elements)
                                    && SEVERAL.contains(keyword)) {
                                several(elements, its, visitor);
                            }
                        });
    }

    private static void named(
            Json.Obj schemas, JsonPointer place, BiConsumer<Json.Obj, JsonPointer> visitor) {
        schemas.members()
                .forEach(
                        (name, value) -> {
                            if (value instanceof Json.Obj schema) {
                                visitor.accept(schema, place.member(name));
                            }
                        });
    }

    private static void several(
            List<Json> schemas, JsonPointer place, BiConsumer<Json.Obj, JsonPointer> visitor) {
        for (int i = 0; i < schemas.size(); i++) {
            if (schemas.get(i) instanceof Json.Obj schema) {
                visitor.accept(schema, place.element(i));
            }
        }
    }
}
