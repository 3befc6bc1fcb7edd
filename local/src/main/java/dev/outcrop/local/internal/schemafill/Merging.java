package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges two schemas that a value must fit, as far as the members of both can be combined. */
final class Merging {
    private static final Set<String> LEAST =
            Set.of(
                    "minimum",
                    "exclusiveMinimum",
                    "minLength",
                    "minItems",
                    "minProperties",
                    "minContains");
    private static final Set<String> MOST =
            Set.of(
                    "maximum",
                    "exclusiveMaximum",
                    "maxLength",
                    "maxItems",
                    "maxProperties",
                    "maxContains");

    private Merging() {}

    static Json.Obj both(Json.Obj one, Json.Obj other, Budget budget) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        budget.steps(one.members().size() + other.members().size());
        Map<String, Json> members = new LinkedHashMap<>(one.members());
        other.members()
                .forEach(
                        (name, value) ->
                                members.merge(name, value, (a, b) -> joined(name, a, b, budget)));
        return new Json.Obj(members);
    }

    private static Json joined(String name, Json one, Json other, Budget budget) {
        if (one.equals(other)) {
            return one;
        }
        if (LEAST.contains(name) || MOST.contains(name)) {
            return limit(one, other, MOST.contains(name));
        }
        return switch (name) {
            case "properties" -> properties(one, other, budget);
            case "required" -> union(one, other, budget);
            case "enum" -> common(one, other, budget);
            case "type" -> type(one, other);
            case "items", "additionalProperties", "contains" -> bothSchemas(one, other);
            case "allOf" -> union(one, other, budget);
            case "uniqueItems" -> Json.of(true);
            default -> other;
        };
    }

    private static Json properties(Json one, Json other, Budget budget) {
        if (!(one instanceof Json.Obj a && other instanceof Json.Obj b)) {
            return one instanceof Json.Obj ? one : other;
        }
        budget.steps(a.members().size() + b.members().size());
        Map<String, Json> members = new LinkedHashMap<>(a.members());
        b.members().forEach((name, schema) -> members.merge(name, schema, Merging::bothSchemas));
        return new Json.Obj(members);
    }

    private static Json bothSchemas(Json one, Json other) {
        Json no = Json.of(false);
        if (one.equals(other) || one.equals(no)) {
            return one;
        }
        return other.equals(no)
                ? other
                : Json.EMPTY.with("allOf", new Json.Arr(List.of(one, other)));
    }

    private static Json union(Json one, Json other, Budget budget) {
        if (!(one instanceof Json.Arr(List<Json> a) && other instanceof Json.Arr(List<Json> b))) {
            return one instanceof Json.Arr ? one : other;
        }
        budget.steps(a.size() + b.size());
        List<Json> all = new ArrayList<>(a);
        all.addAll(b);
        return new Json.Arr(all);
    }

    private static Json common(Json one, Json other, Budget budget) {
        if (!(one instanceof Json.Arr(List<Json> a) && other instanceof Json.Arr(List<Json> b))) {
            return other;
        }
        budget.steps(a.size() * (1L + b.size()));
        return new Json.Arr(a.stream().filter(b::contains).toList());
    }

    /** The types allowed by both; an integer is a number, too. */
    private static Json type(Json one, Json other) {
        List<Json> wanted = types(other);
        List<Json> common = new ArrayList<>();
        for (Json type : types(one)) {
            if (wanted.contains(type) || isA(type, "integer", wanted, "number")) {
                common.add(type);
            } else if (isA(type, "number", wanted, "integer")) {
                common.add(Json.of("integer"));
            }
        }
        return common.size() == 1 ? common.getFirst() : new Json.Arr(common);
    }

    private static boolean isA(Json type, String name, List<Json> wanted, String otherName) {
        return type.equals(Json.of(name)) && wanted.contains(Json.of(otherName));
    }

    private static List<Json> types(Json type) {
        return type instanceof Json.Arr(List<Json> names) ? names : List.of(type);
    }

    private static Json limit(Json one, Json other, boolean smaller) {
        BigDecimal a = Numbers.exact(one);
        BigDecimal b = Numbers.exact(other);
        if (a == null || b == null) {
            return a == null ? other : one;
        }
        return a.compareTo(b) <= 0 == smaller ? one : other;
    }
}
