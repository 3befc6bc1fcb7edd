package dev.outcrop.schema;

import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/** Collects errors, up to a limit. */
final class SchemaErrors {
    static final int MOST = 20;

    private final List<JsonSchema.Violation> found = new ArrayList<>();

    void add(JsonPointer place, String what) {
        if (found.size() < MOST) {
            found.add(new JsonSchema.Violation(place.pointer(), what));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<JsonSchema.Violation> all() {
        return List.copyOf(found);
    }

    static String not(Json json, String wanted) {
        return "is " + kind(json) + ", not " + wanted;
    }

    static String kind(Json json) {
        return switch (json) {
            case Json.Obj object -> "an object";
            case Json.Arr array -> "an array";
            case Json.Str string -> "a string";
            case Json.Num number -> "a number";
            case Json.Bool bool -> "a boolean";
            case Json.Null none -> "null";
        };
    }
}
