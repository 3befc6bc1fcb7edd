package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts JSON to the form that a schema asks for, if the meaning is clear. */
public final class Coercion {
    private static final int MOST_HOPS = 20;
    private static final Json NULL_TYPE = Json.of("null");

    private final Json.Obj root;

    public Coercion(Json.Obj root) {
        this.root = root;
    }

    public Json fit(Json value) {
        return fit(root, value, new At(0, 0));
    }

    /**
     * The position of the walk.
     *
     * @param depth levels of the value
     * @param hops schemas applied to the same value: they may form a cycle
     */
    private record At(int depth, int hops) {
        At inside() {
            return new At(depth + 1, 0);
        }

        At again() {
            return new At(depth, hops + 1);
        }

        At around() {
            return new At(depth + 1, hops + 1);
        }

        Json.Limits left() {
            int most = Json.Limits.DEFAULT.maxDepth();
            return new Json.Limits(
                    Json.Limits.DEFAULT.maxBytes(), Math.max(1, most - Math.min(depth, most)));
        }
    }

    private Json fit(Json any, Json value, At at) {
        Json.Obj schema = at.hops() == MOST_HOPS ? null : resolved(any);
        if (schema == null) {
            return value;
        }
        List<Json> branches = branches(schema);
        if (!branches.isEmpty()) {
            Json.Obj branch = branch(branches, value);
            return branch == null ? value : fit(branch, value, at.again());
        }
        return switch (value) {
            case Json.Obj object when takes(schema, "object") -> members(schema, object, at);
            case Json.Arr(List<Json> elements) when takes(schema, "array") ->
                    elements(schema, elements, at.inside());
            case Json.Arr(List<Json> elements) when elements.size() == 1 && says(schema) ->
                    fit(schema, elements.getFirst(), at);
            case Json.Str text -> text(schema, text, at);
            case Json.Num number -> plain(schema, number, number.literal(), "number", at);
            case Json.Bool bool -> plain(schema, bool, bool.toString(), "boolean", at);
            case Json.Obj object -> wrapped(schema, object, at);
            case Json.Arr array -> array;
            case Json.Null none -> none;
        };
    }

    private Json members(Json.Obj schema, Json.Obj object, At at) {
        Json.Obj properties = schema.object("properties");
        Json others = schema.get("additionalProperties");
        boolean named = schema.get("patternProperties") != null; // others are not all the rest
        boolean closed = Json.of(false).equals(others) && !named;
        List<Json> required = schema.array("required");
        Map<String, Json> members = new LinkedHashMap<>();
        for (var member : object.members().entrySet()) {
            String name = member.getKey();
            Json value = member.getValue();
            Json property = properties.get(name);
            if (property == null) {
                if (!closed) {
                    members.put(
                            name,
                            others == null || named ? value : fit(others, value, at.inside()));
                }
            } else if (!(value instanceof Json.Null)
                    || required.contains(Json.of(name))
                    || takesNull(property)) {
                members.put(name, fit(property, value, at.inside()));
            }
        }
        return new Json.Obj(members);
    }

    private Json elements(Json.Obj schema, List<Json> elements, At at) {
        Json items = schema.get("items");
        if (items == null || schema.get("prefixItems") != null) {
            return new Json.Arr(elements);
        }
        var fitted = new ArrayList<Json>(elements.size());
        for (Json element : elements) {
            fitted.add(fit(items, element, at));
        }
        return new Json.Arr(fitted);
    }

    private Json text(Json.Obj schema, Json.Str text, At at) {
        String bare = text.value().strip();
        if (schema.get("enum") instanceof Json.Arr(List<Json> constants)) {
            return constant(constants, text, bare);
        }
        if (takes(schema, "string")) {
            return text;
        }
        Json meant = parsed(bare, at.left());
        boolean fits =
                switch (meant) {
                    case Json.Num number -> takesNumber(schema);
                    case Json.Bool bool -> takes(schema, "boolean");
                    case Json.Obj object -> takes(schema, "object");
                    case Json.Arr array -> takes(schema, "array");
                    case Json.Str string -> false;
                    case Json.Null none -> false;
                    case null -> false;
                };
        return meant != null && fits ? fit(schema, meant, at.again()) : wrapped(schema, text, at);
    }

    private Json plain(Json.Obj schema, Json value, String text, String kind, At at) {
        if (kind.equals("number") ? takesNumber(schema) : takes(schema, kind)) {
            return value;
        }
        return takes(schema, "string")
                ? text(schema, new Json.Str(text), at)
                : wrapped(schema, value, at);
    }

    private static boolean takesNumber(Json.Obj schema) {
        return takes(schema, "number") || takes(schema, "integer");
    }

    /** A single value where a list is wanted becomes a list of it. */
    private Json wrapped(Json.Obj schema, Json value, At at) {
        return says(schema) && takes(schema, "array")
                ? elements(schema, List.of(value), at.around())
                : value;
    }

    private static Json constant(List<Json> constants, Json.Str text, String bare) {
        if (constants.contains(text)) {
            return text;
        }
        List<Json> alike =
                constants.stream()
                        .filter(
                                constant ->
                                        constant instanceof Json.Str(String name)
                                                && name.equalsIgnoreCase(bare))
                        .toList();
        return alike.size() == 1 ? alike.getFirst() : text;
    }

    private static @Nullable Json parsed(String text, Json.Limits limits) {
        try {
            return Json.parse(text, limits);
        } catch (JsonException e) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? Json.of(Boolean.parseBoolean(text))
                    : null;
        }
    }

    private Json.@Nullable Obj resolved(@Nullable Json any) {
        Json.Obj schema = any instanceof Json.Obj object ? object : null;
        for (int i = 0; i < MOST_HOPS && schema != null; i++) {
            String to = schema.string("$ref");
            if (to == null) {
                return schema;
            }
            schema = References.resolve(root, to);
        }
        return null;
    }

    private static List<Json> branches(Json.Obj schema) {
        List<Json> any = schema.array("anyOf");
        return any.isEmpty() ? schema.array("oneOf") : any;
    }

    /** The one matching branch, or null if that is not clear. */
    private Json.@Nullable Obj branch(List<Json> branches, Json value) {
        List<Json.Obj> real =
                branches.stream()
                        .map(this::resolved)
                        .filter(branch -> branch != null && !NULL_TYPE.equals(branch.get("type")))
                        .toList();
        if (real.size() == 1) {
            return real.getFirst();
        }
        List<Json.Obj> alike = real.stream().filter(branch -> alike(branch, value)).toList();
        return alike.size() == 1 ? alike.getFirst() : null;
    }

    private boolean alike(Json.Obj branch, Json value) {
        if (!(value instanceof Json.Obj object)) {
            return takes(branch, kind(value))
                    || (value instanceof Json.Num && takes(branch, "integer"));
        }
        return takes(branch, "object")
                && branch.object("properties").members().entrySet().stream()
                        .allMatch(
                                property ->
                                        tagged(property.getValue(), object.get(property.getKey())))
                && object.members().keySet().containsAll(names(branch.array("required")));
    }

    /** Whether a value equals the constant of a property, if it has one. */
    private static boolean tagged(Json property, @Nullable Json value) {
        Json constant = property instanceof Json.Obj schema ? schema.get("const") : null;
        return constant == null || constant.equals(value);
    }

    private static Set<String> names(List<Json> required) {
        return required.stream()
                .map(name -> name instanceof Json.Str(String text) ? text : "")
                .collect(Collectors.toSet());
    }

    private boolean takesNull(Json any) {
        return takesNull(any, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * @param met schemas that are being checked already: a schema may refer to itself
     */
    private boolean takesNull(Json any, Set<Json> met) {
        Json.Obj schema = resolved(any);
        if (schema == null) {
            return true;
        }
        if (!met.add(schema)
                || !takes(schema, "null")
                || schema.get("enum") != null
                || schema.get("const") != null) {
            return false;
        }
        List<Json> branches = branches(schema);
        for (Json branch : branches) {
            if (takesNull(branch, met)) {
                return true;
            }
        }
        return branches.isEmpty();
    }

    /** Whether a schema names any types. */
    private static boolean says(Json.Obj schema) {
        return schema.get("type") != null;
    }

    private static boolean takes(Json.Obj schema, String type) {
        Json types = schema.get("type");
        return types == null
                || types.equals(Json.of(type))
                || (types instanceof Json.Arr(List<Json> several)
                        && several.contains(Json.of(type)));
    }

    private static String kind(Json json) {
        return switch (json) {
            case Json.Obj object -> "object";
            case Json.Arr array -> "array";
            case Json.Str string -> "string";
            case Json.Num number -> "number";
            case Json.Bool bool -> "boolean";
            case Json.Null none -> "null";
        };
    }
}
