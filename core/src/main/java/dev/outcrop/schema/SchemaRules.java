package dev.outcrop.schema;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a schema must be before it is used. */
final class SchemaRules {
    /** What stands there is no schema. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final Json.Obj schema;

    private SchemaRules(Json.Obj schema) {
        this.schema = schema;
    }

    /** Refuses what would lead out of the schema, and what is no schema. */
    static Checker checked(Json.Obj schema) {
        new SchemaRules(schema).references(schema, Place.ROOT);
        return Checker.of(schema);
    }

    private void references(Json json, Place place) {
        switch (json) {
            case Json.Obj object ->
                    object.members()
                            .forEach(
                                    (name, member) -> {
                                        if (!VALUES.contains(name)) {
                                            Place its = place.member(name);
                                            reference(name, member, its);
                                            pattern(name, member, its);
                                            references(member, its);
                                        }
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

    private void reference(String name, Json member, Place place) {
        boolean leads = name.equals("$ref") || name.equals("$dynamicRef");
        if (leads && member instanceof Json.Str(String to) && !whole(to)) {
            throw new IllegalArgumentException(
                    "a schema must be whole: "
                            + new SchemaError(
                                    place.pointer(), "leads to nothing within the schema"));
        }
    }

    private static void pattern(String name, Json member, Place place) {
        if (name.equals("pattern") && member instanceof Json.Str(String pattern)) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "not a JSON schema: "
                                + new SchemaError(place.pointer(), e.getDescription()),
                        e);
            }
        }
    }

    /** A pointer into the schema; an anchor is left to the library. */
    private boolean whole(String to) {
        boolean pointer = to.equals("#") || to.startsWith("#/");
        return pointer ? References.resolve(schema, to) != null : to.startsWith("#");
    }
}
