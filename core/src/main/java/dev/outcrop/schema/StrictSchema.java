package dev.outcrop.schema;

import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.internal.schema.References;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts a schema to the part of JSON Schema that can constrain a model's output.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html">Get
 *     validated JSON results from models</a>
 */
final class StrictSchema {
    /** Keywords that are kept. Other constraints are moved to the description. */
    private static final Set<String> KEPT = Set.of("type", "enum", "title", "description");

    /** Keywords without a constraint on the value. */
    private static final Set<String> SILENT =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$anchor",
                    "$dynamicAnchor",
                    "$recursiveAnchor",
                    "required",
                    "additionalProperties");

    private static final Set<String> FORMATS =
            Set.of(
                    "date-time",
                    "time",
                    "date",
                    "duration",
                    "email",
                    "hostname",
                    "uri",
                    "ipv4",
                    "ipv6",
                    "uuid");

    /** For one schema, by the model vendor's documentation. */
    private static final int MOST_OPTIONAL = 24;

    private static final int MOST_UNIONS = 16;
    private static final int LONGEST_NOTE = 500;

    /** Far more than Bedrock compiles; an inlined reference may double a schema. */
    private static final int DEEPEST = 50;

    private static final int MOST_SCHEMAS = 5_000;

    private final Json.Obj root;
    private final SchemaErrors faults = new SchemaErrors();
    private final Set<String> within = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Json.Obj> definitions = new LinkedHashMap<>();
    private int optional;
    private int unions;
    private int schemas;
    private int depth;

    private StrictSchema(Json.Obj root) {
        this.root = root;
    }

    /** The schema, and why it cannot be strict: if there is such an error, it must not be used. */
    record Outcome(Json.Obj schema, List<JsonSchema.Violation> faults) {}

    static Outcome of(Json.Obj schema) {
        var strict = new StrictSchema(schema);
        Json.Obj result = strict.schema(schema, JsonPointer.ROOT);
        if (!strict.definitions.isEmpty()) {
            result = result.with("$defs", new Json.Obj(new LinkedHashMap<>(strict.definitions)));
        }
        strict.count(strict.optional, MOST_OPTIONAL, "members that may be left out");
        strict.count(strict.unions, MOST_UNIONS, "values of several types");
        return new Outcome(result, strict.faults.all());
    }

    private void count(int is, int most, String of) {
        if (is > most) {
            faults.add(JsonPointer.ROOT, "has " + is + " " + of + "; the most is " + most);
        }
    }

    private Json.Obj schema(Json any, JsonPointer place) {
        if (!(any instanceof Json.Obj schema)) {
            faults.add(place, "allows any value");
            return Json.EMPTY;
        }
        schemas++;
        if (depth == DEEPEST || schemas > MOST_SCHEMAS) {
            faults.add(place, depth == DEEPEST ? "is nested too deeply" : "is too large");
            return schema;
        }
        depth++;
        try {
            String to = schema.string("$ref");
            return to == null ? written(schema, place) : reference(schema, to, place);
        } finally {
            depth--;
        }
    }

    private Json.Obj written(Json.Obj schema, JsonPointer place) {
        var result = new LinkedHashMap<String, Json>();
        var notes = new ArrayList<String>();
        schema.members()
                .forEach((name, value) -> keyword(name, value, schema, result, notes, place));
        if (saysObject(schema)) {
            object(schema, result, place);
        }
        if (!result.containsKey("type")
                && !result.containsKey("enum")
                && !result.containsKey("anyOf")
                && !result.containsKey("allOf")) {
            faults.add(place, "allows any value");
        }
        if (schema.get("type") instanceof Json.Arr || result.containsKey("anyOf")) {
            unions++;
        }
        return noted(result, notes);
    }

    private void keyword(
            String name,
            Json value,
            Json.Obj schema,
            Map<String, Json> result,
            List<String> notes,
            JsonPointer place) {
        switch (name) {
            case "$defs", "definitions", "properties" -> {}
            case "items" -> result.put("items", schema(value, place.member("items")));
            case "anyOf", "oneOf" -> result.put("anyOf", branches(value, place.member(name)));
            case "allOf" -> result.put("allOf", branches(value, place.member(name)));
            case "const" -> result.put("enum", Json.array(value));
            case "format" -> keepOrNote(FORMATS.contains(text(value)), name, value, result, notes);
            case "minItems" ->
                    keepOrNote(
                            value.equals(Json.of(0)) || value.equals(Json.of(1)),
                            name,
                            value,
                            result,
                            notes);
            case "patternProperties", "propertyNames" ->
                    faults.add(place, "allows members of any name");
            default -> {
                if (!SILENT.contains(name)) {
                    keepOrNote(KEPT.contains(name), name, value, result, notes);
                }
            }
        }
        if (name.equals("type")
                && saysArray(schema)
                && !(schema.get("items") instanceof Json.Obj)) {
            faults.add(place, "allows any array elements");
        }
    }

    private static void keepOrNote(
            boolean keep, String name, Json value, Map<String, Json> result, List<String> notes) {
        if (keep) {
            result.put(name, value);
        } else {
            String text = value.toString();
            notes.add(
                    name
                            + ": "
                            + (text.length() > LONGEST_NOTE
                                    ? text.substring(0, LONGEST_NOTE) + "…"
                                    : text));
        }
    }

    private void object(Json.Obj schema, Map<String, Json> result, JsonPointer place) {
        Json others = schema.get("additionalProperties");
        if (others instanceof Json.Obj
                || (schema.get("properties") == null && !Json.of(false).equals(others))) {
            faults.add(place, "allows members of any name");
        }
        Set<Json> required = new LinkedHashSet<>(schema.array("required"));
        var properties = new LinkedHashMap<String, Json>();
        schema.object("properties")
                .members()
                .forEach(
                        (name, property) -> {
                            boolean must = required.contains(Json.of(name));
                            optional += must ? 0 : 1;
                            properties.put(
                                    name,
                                    schema(
                                            must ? property : withoutNull(property),
                                            place.member(name)));
                        });
        result.put("properties", new Json.Obj(properties));
        result.put("required", new Json.Arr(List.copyOf(required)));
        result.put("additionalProperties", Json.of(false));
    }

    private Json.Arr branches(Json value, JsonPointer place) {
        var branches = new ArrayList<Json>();
        if (value instanceof Json.Arr(List<Json> elements)) {
            for (int i = 0; i < elements.size(); i++) {
                branches.add(schema(elements.get(i), place.element(i)));
            }
        }
        return new Json.Arr(branches);
    }

    /** Keywords beside a reference are not supported: a described reference is inlined. */
    private Json.Obj reference(Json.Obj schema, String to, JsonPointer place) {
        Json.Obj target = References.resolve(root, to);
        if (target == null || !within.add(to)) {
            faults.add(place, target == null ? "has a $ref without a target" : "contains itself");
            return schema;
        }
        try {
            Json.Obj beside = schema.without("$ref", "$defs", "definitions");
            if (!beside.isEmpty()) {
                return schema(beside(target, beside), place);
            }
            String name = names.get(to);
            if (name == null) {
                name = name(to);
                names.put(to, name);
                definitions.put(name, Json.EMPTY);
                definitions.put(name, schema(target, place));
            }
            return Json.EMPTY.with("$ref", Json.of("#/$defs/" + name));
        } finally {
            within.remove(to);
        }
    }

    /** Returns a name that needs no encoding, and that no other definition has. */
    private String name(String to) {
        String plain = to.substring(to.lastIndexOf('/') + 1).replaceAll("%..|[^\\p{L}\\d._-]", "_");
        String name = plain;
        for (int i = 2; definitions.containsKey(name); i++) {
            name = plain + "_" + i;
        }
        return name;
    }

    private static Json.Obj beside(Json.Obj target, Json.Obj beside) {
        var members = new LinkedHashMap<>(target.members());
        members.putAll(beside.members());
        return new Json.Obj(members);
    }

    /** For an optional member, null is redundant, and counts as another type. */
    private static Json withoutNull(Json property) {
        if (!(property instanceof Json.Obj schema)) {
            return property;
        }
        if (schema.get("type") instanceof Json.Arr(List<Json> types)) {
            List<Json> others = types.stream().filter(type -> !isNull(type)).toList();
            return others.size() == 1 ? schema.with("type", others.getFirst()) : property;
        }
        List<Json> others =
                schema.array("anyOf").stream()
                        .filter(
                                branch ->
                                        !(branch instanceof Json.Obj one
                                                && isNull(one.get("type"))))
                        .toList();
        if (others.isEmpty() || others.size() == schema.array("anyOf").size()) {
            return property;
        }
        return others.size() == 1 && others.getFirst() instanceof Json.Obj only
                ? beside(only, schema.without("anyOf"))
                : schema.with("anyOf", new Json.Arr(others));
    }

    private static boolean isNull(@Nullable Json type) {
        return Json.of("null").equals(type);
    }

    private static boolean saysObject(Json.Obj schema) {
        return says(schema, "object");
    }

    private static boolean saysArray(Json.Obj schema) {
        return says(schema, "array");
    }

    private static boolean says(Json.Obj schema, String type) {
        return type.equals(schema.string("type")) || schema.array("type").contains(Json.of(type));
    }

    private static @Nullable String text(Json value) {
        return value instanceof Json.Str(String text) ? text : null;
    }

    private static Json.Obj noted(Map<String, Json> result, List<String> notes) {
        var schema = new Json.Obj(result);
        if (notes.isEmpty()) {
            return schema;
        }
        String note = "(" + String.join(", ", notes) + ")";
        String said = schema.string("description");
        return schema.with("description", Json.of(said == null ? note : said + "\n" + note));
    }
}
