package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import java.util.List;

/** What kind of value a schema is for, where it says so and where it does not. */
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
