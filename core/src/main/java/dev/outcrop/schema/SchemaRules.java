package dev.outcrop.schema;

import dev.outcrop.json.Json;

import java.util.List;

/** What a schema must be before it is used. */
final class SchemaRules {
    private SchemaRules() {}

    /** Refuses what would lead out of the schema, and what is no schema. */
    static Checker checked(Json.Obj schema) {
        references(schema, Place.ROOT);
        return Checker.of(schema);
    }

    private static void references(Json json, Place place) {
        switch (json) {
            case Json.Obj object ->
                    object.members()
                            .forEach(
                                    (name, member) -> {
                                        Place its = place.member(name);
                                        reference(name, member, its);
                                        references(member, its);
                                    });
            case Json.Arr(List<Json> elements) -> {
                for (int i = 0; i < elements.size(); i++) {
                    references(elements.get(i), place.element(i));
                }
            }
            case Json.Str string -> {}
            case Json.Num number -> {}
            case Json.Bool bool -> {}
            case Json.Null none -> {}
        }
    }

    private static void reference(String name, Json member, Place place) {
        boolean leads = name.equals("$ref") || name.equals("$dynamicRef");
        if (leads && member instanceof Json.Str(String to) && !to.startsWith("#")) {
            throw new IllegalArgumentException(
                    "a schema must be whole, and its references start with #: "
                            + new SchemaError(place.pointer(), "leads out of the schema"));
        }
    }
}
