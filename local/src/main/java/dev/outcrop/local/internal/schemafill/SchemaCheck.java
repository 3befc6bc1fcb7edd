package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;

/**
 * Checks a value against a schema: the keywords that {@link SchemaFiller} supports, and {@code
 * oneOf} as {@code anyOf}. Patterns and formats are not checked.
 */
final class SchemaCheck {
    /** The maximum nesting of schemas and values. */
    private static final int DEEPEST = 1_100;

    private final References references;
    private final Budget budget;

    SchemaCheck(References references, Budget budget) {
        this.references = references;
        this.budget = budget;
    }

    /** Returns the error; null for none. */
    @Nullable String problem(Json value, Json schema) {
        return problem(value, schema, 0);
    }

    private @Nullable String problem(Json value, Json schema, int depth) {
        budget.steps(1);
        if (depth > DEEPEST) {
            throw new NoValue("a $ref is circular");
        }
        if (!(schema instanceof Json.Obj object)) {
            return Json.of(false).equals(schema) ? "the schema false allows nothing" : null;
        }
        if (object.isEmpty()) {
            return null;
        }
        String reference = object.string("$ref");
        String found =
                reference == null ? null : problem(value, references.at(reference), depth + 1);
        found = found == null ? itself(value, object) : found;
        found = found == null ? all(value, object.array("allOf"), depth) : found;
        for (String union : List.of("anyOf", "oneOf")) {
            found = found == null ? any(value, object.array(union), depth) : found;
        }
        return found == null ? parts(value, object, depth) : found;
    }

    private @Nullable String itself(Json value, Json.Obj schema) {
        if (!Types.allow(schema.get("type"), value)) {
            return "it is no " + schema.get("type");
        }
        Json only = schema.get("const");
        if (only != null && !only.equals(value)) {
            return "it does not equal its const";
        }
        if (schema.get("enum") instanceof Json.Arr(List<Json> allowed)) {
            budget.steps(allowed.size());
            if (!allowed.contains(value)) {
                return "it is not in its enum";
            }
        }
        return switch (value) {
            case Json.Str(String text) ->
                    within(schema, "Length", text.codePointCount(0, text.length()));
            case Json.Num number ->
                    Numbers.fits(number, schema) ? null : "its number is out of range";
            case Json.Arr(List<Json> elements) -> within(schema, "Items", elements.size());
            case Json.Obj object -> within(schema, "Properties", object.members().size());
            case Json.Bool bool -> null;
            case Json.Null none -> null;
        };
    }

    private static @Nullable String within(Json.Obj schema, String what, long count) {
        if (count < Numbers.count(schema, "min" + what, 0)) {
            return "it has less than its min" + what;
        }
        return count > Numbers.count(schema, "max" + what, Long.MAX_VALUE)
                ? "it has more than its max" + what
                : null;
    }

    private @Nullable String all(Json value, List<Json> schemas, int depth) {
        for (Json schema : schemas) {
            String found = problem(value, schema, depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String any(Json value, List<Json> schemas, int depth) {
        String first = null;
        for (Json schema : schemas) {
            String found = problem(value, schema, depth + 1);
            if (found == null) {
                return null;
            }
            first = first == null ? found : first;
        }
        return first;
    }

    private @Nullable String parts(Json value, Json.Obj schema, int depth) {
        return switch (value) {
            case Json.Obj object -> members(object, schema, depth);
            case Json.Arr(List<Json> elements) -> elements(elements, schema, depth);
            default -> null;
        };
    }

    private @Nullable String members(Json.Obj object, Json.Obj schema, int depth) {
        String missing = missing(object, schema.array("required"));
        Json.Obj dependent = schema.object("dependentRequired");
        Json.Obj properties = schema.object("properties");
        Json others = schema.get("additionalProperties");
        boolean patterns = schema.get("patternProperties") != null;
        for (var member : object.members().entrySet()) {
            if (missing == null && !dependent.isEmpty()) {
                missing = missing(object, dependent.array(member.getKey()));
            }
            if (missing != null) {
                return missing;
            }
            Json property = properties.get(member.getKey());
            Json of = property == null && !patterns ? others : property;
            String found = of == null ? null : problem(member.getValue(), of, depth + 1);
            if (found != null) {
                return member.getKey() + ": " + found;
            }
        }
        return missing;
    }

    private @Nullable String missing(Json.Obj object, List<Json> required) {
        budget.steps(required.size());
        for (Json name : required) {
            if (name instanceof Json.Str(String text) && object.get(text) == null) {
                return text + ", which is required, is missing";
            }
        }
        return null;
    }

    private @Nullable String elements(List<Json> elements, Json.Obj schema, int depth) {
        List<Json> first = schema.array("prefixItems");
        Json items = schema.get("items");
        for (int i = 0; i < elements.size(); i++) {
            Json of = i < first.size() ? first.get(i) : items;
            String found = of == null ? null : problem(elements.get(i), of, depth + 1);
            if (found != null) {
                return i + ": " + found;
            }
        }
        budget.steps(elements.size());
        boolean once = Json.of(true).equals(schema.get("uniqueItems"));
        if (once && new HashSet<>(elements).size() < elements.size()) {
            return "it has duplicate elements";
        }
        Json contained = schema.get("contains");
        return contained == null ? null : contains(elements, schema, contained, depth);
    }

    private @Nullable String contains(
            List<Json> elements, Json.Obj schema, Json contained, int depth) {
        long count =
                elements.stream()
                        .filter(element -> problem(element, contained, depth + 1) == null)
                        .count();
        return count < Numbers.count(schema, "minContains", 1)
                        || count > Numbers.count(schema, "maxContains", Long.MAX_VALUE)
                ? "it does not satisfy contains"
                : null;
    }
}
