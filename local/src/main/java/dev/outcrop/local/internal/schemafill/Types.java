package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Finds the type of value that a schema allows, even if it is not explicit. */
final class Types {
    private Types() {}

    static String of(Json.Obj schema) {
        Json type = schema.get("type");
        if (type instanceof Json.Str(String name)) {
            return name;
        }
        if (type instanceof Json.Arr(List<Json> names)) {
            return names.stream()
                    .filter(Json.Str.class::isInstance)
                    .map(name -> ((Json.Str) name).value())
                    .filter(name -> !name.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return guessed(schema);
    }

    /** Whether a value has the type, or one of the types, of a schema. */
    static boolean allow(@Nullable Json type, Json value) {
        return switch (type) {
            case Json.Str(String name) -> isA(value, name);
            case Json.Arr(List<Json> names) ->
                    names.stream()
                            .anyMatch(
                                    name ->
                                            name instanceof Json.Str(String text)
                                                    && isA(value, text));
            case null, default -> true;
        };
    }

    private static boolean isA(Json value, String type) {
        return switch (value) {
            case Json.Obj object -> type.equals("object");
            case Json.Arr array -> type.equals("array");
            case Json.Str text -> type.equals("string");
            case Json.Bool bool -> type.equals("boolean");
            case Json.Null none -> type.equals("null");
            case Json.Num number ->
                    type.equals("number") || (type.equals("integer") && Numbers.isWhole(number));
        };
    }

    private static String guessed(Json.Obj schema) {
        if (schema.get("properties") != null || schema.get("required") != null) {
            return "object";
        }
        if (schema.get("items") != null || schema.get("prefixItems") != null) {
            return "array";
        }
        boolean number = schema.get("minimum") != null || schema.get("maximum") != null;
        return number ? "number" : "string";
    }
}
