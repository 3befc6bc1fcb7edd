package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Member;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Union;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the JSON schema of a shape. A structure or union that occurs more than once, or is
 * recursive, is written to {@code $defs}; others are written inline.
 */
final class SchemaGenerator {
    private static final Json.Obj NULL = Json.EMPTY.with("type", Json.of("null"));

    private final IdentityHashMap<Shape, Integer> uses = new IdentityHashMap<>();
    private final IdentityHashMap<Shape, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Json> definitions = new LinkedHashMap<>();

    private SchemaGenerator() {}

    static Json.Obj of(Shape shape) {
        var text = new SchemaGenerator();
        text.count(shape);
        return text.withDefinitions(text.inPlace(shape));
    }

    /** The schema of an object with these members. */
    static Json.Obj of(List<Member> members) {
        var text = new SchemaGenerator();
        members.forEach(member -> text.count(member.shape()));
        return text.withDefinitions(text.object(null, null, members));
    }

    private Json.Obj withDefinitions(Json.Obj schema) {
        return definitions.isEmpty() ? schema : schema.with("$defs", new Json.Obj(definitions));
    }

    private void count(Shape shape) {
        switch (shape) {
            case Shape.Scalar scalar -> {}
            case Shape.Any any -> {}
            case Shape.Enumeration enumeration -> {}
            case Shape.Sequence sequence -> count(sequence.element());
            case Shape.Mapping mapping -> count(mapping.value());
            case Maybe maybe -> count(maybe.value());
            case Structure structure -> {
                if (uses.merge(structure, 1, Integer::sum) == 1) {
                    structure.members().forEach(member -> count(member.shape()));
                }
            }
            case Union union -> {
                if (uses.merge(union, 1, Integer::sum) == 1) {
                    union.variants().forEach(this::count);
                }
            }
        }
    }

    private Json.Obj schema(Shape shape) {
        if (uses.getOrDefault(shape, 0) < 2) {
            return inPlace(shape);
        }
        String known = names.get(shape);
        if (known == null) {
            String name = nameOf(shape);
            int earlier = taken.merge(name, 1, Integer::sum);
            known = earlier == 1 ? name : name + "_" + earlier;
            names.put(shape, known);
            definitions.put(known, Json.EMPTY);
            definitions.put(known, inPlace(shape));
        }
        return Json.EMPTY.with("$ref", Json.of("#/$defs/" + known));
    }

    private Json.Obj inPlace(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.schema();
            case Shape.Any any -> any(any.type());
            case Shape.Enumeration enumeration ->
                    described(type("string"), enumeration.description())
                            .with("enum", Json.from(enumeration.constants().keySet()));
            case Shape.Sequence sequence -> type("array").with("items", schema(sequence.element()));
            case Shape.Mapping mapping ->
                    type("object").with("additionalProperties", schema(mapping.value()));
            case Maybe maybe -> nullable(schema(maybe.value()));
            case Structure structure ->
                    object(structure.description, structure.tag, structure.members());
            case Union union ->
                    described(Json.EMPTY, union.description)
                            .with(
                                    "anyOf",
                                    new Json.Arr(
                                            union.variants().stream()
                                                    .map(variant -> (Json) schema(variant))
                                                    .toList()));
        };
    }

    private static Json.Obj any(Class<?> type) {
        String name =
                type == Json.Obj.class
                        ? "object"
                        : type == Json.Arr.class
                                ? "array"
                                : type == Json.Str.class
                                        ? "string"
                                        : type == Json.Num.class
                                                ? "number"
                                                : type == Json.Bool.class ? "boolean" : null;
        return name == null ? Json.EMPTY : type(name);
    }

    private Json.Obj object(
            @Nullable String description, Shape.@Nullable Tag tag, List<Member> members) {
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<Json>();
        if (tag != null) {
            properties.put(tag.name(), type("string").with("const", Json.of(tag.value())));
            required.add(Json.of(tag.name()));
        }
        for (Member member : members) {
            Json.Obj property = described(schema(member.shape()), member.description());
            properties.put(
                    member.name(),
                    member.ifMissing() == null
                            ? property
                            : property.with("default", member.ifMissing()));
            if (member.required()) {
                required.add(Json.of(member.name()));
            }
        }
        return described(type("object"), description)
                .with("properties", new Json.Obj(properties))
                .with("required", new Json.Arr(required))
                .with("additionalProperties", Json.of(false));
    }

    private static Json.Obj nullable(Json.Obj schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.get("type") instanceof Json.Str type && schema.get("enum") == null) {
            return schema.with("type", Json.array(type, Json.of("null")));
        }
        if (schema.get("anyOf") instanceof Json.Arr(List<Json> branches)) {
            var all = new ArrayList<>(branches);
            all.add(NULL);
            return schema.with("anyOf", new Json.Arr(all));
        }
        return Json.EMPTY.with("anyOf", Json.array(schema, NULL));
    }

    /** A member's own description precedes that of its type. */
    private static Json.Obj described(Json.Obj schema, @Nullable String description) {
        if (description == null) {
            return schema;
        }
        String present = schema.string("description");
        Json text = Json.of(present == null ? description : description + "\n" + present);
        Json type = schema.get("type");
        if (present != null || type == null) {
            return schema.with("description", text);
        }
        var members = new LinkedHashMap<String, Json>();
        members.put("type", type);
        members.put("description", text);
        members.putAll(schema.members());
        return new Json.Obj(members);
    }

    private static String nameOf(Shape shape) {
        return switch (shape) {
            case Structure structure -> structure.name;
            case Union union -> union.name;
            default -> throw new IllegalStateException("has no name: " + shape);
        };
    }

    private static Json.Obj type(String name) {
        return Json.EMPTY.with("type", Json.of(name));
    }
}
