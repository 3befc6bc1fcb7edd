package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills arrays: as many elements as required, unique if required. */
final class ArrayFiller {
    private static final int MOST_TRIES = 100;

    /** The most elements that a prompt alone gives an array. */
    private static final int MOST_SAID = 50;

    private final SchemaFiller filler;
    private final PromptValues prompt;
    private final References references;
    private final SchemaCheck check;
    private final Budget budget;

    ArrayFiller(
            SchemaFiller filler,
            PromptValues prompt,
            References references,
            SchemaCheck check,
            Budget budget) {
        this.filler = filler;
        this.prompt = prompt;
        this.references = references;
        this.check = check;
        this.budget = budget;
    }

    Json fill(Json.Obj schema, String name, int depth) {
        List<Json> first = schema.array("prefixItems");
        boolean once = Json.of(true).equals(schema.get("uniqueItems"));
        long count = Math.max(count(schema, first.size(), depth), said(schema, depth));
        List<Json> elements = new ArrayList<>();
        Set<Json> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Json item = item(schema, first, i);
            Json value = filler.fill(item, singular(name), depth + 1);
            elements.add(once ? distinct(value, item, seen) : value);
        }
        return new Json.Arr(elements);
    }

    private static long count(Json.Obj schema, int first, int depth) {
        boolean closed = Json.of(false).equals(schema.get("items"));
        boolean empty = depth > SchemaFiller.DEEP || closed;
        long fewest = Math.max(first, Numbers.count(schema, "minItems", empty ? 0 : 1));
        if (schema.get("contains") != null) {
            fewest = Math.max(fewest, Numbers.count(schema, "minContains", 1));
        }
        return Math.min(fewest, Numbers.count(schema, "maxItems", Long.MAX_VALUE));
    }

    /** How many names or numbers the prompt has for an array of them; 0 for other arrays. */
    private long said(Json.Obj schema, int depth) {
        boolean list = schema.array("prefixItems").isEmpty() && schema.get("contains") == null;
        if (depth > SchemaFiller.DEEP || !list || !(schema.get("items") instanceof Json.Obj raw)) {
            return 0;
        }
        Json.Obj items = references.resolved(raw);
        long most = Math.min(MOST_SAID, Numbers.count(schema, "maxItems", MOST_SAID));
        boolean free = items.get("enum") == null && items.get("const") == null;
        return switch (free ? Types.of(items) : "") {
            case "string" -> Math.min(most, prompt.textCount());
            case "integer", "number" -> Math.min(most, prompt.numberCount());
            default -> 0;
        };
    }

    /** The schema of one element; the first ones must also match what the array must contain. */
    private static Json item(Json.Obj schema, List<Json> first, int index) {
        Json items = schema.get("items");
        Json item = index < first.size() ? first.get(index) : items == null ? Json.EMPTY : items;
        Json contained = schema.get("contains");
        return contained == null || index >= Numbers.count(schema, "minContains", 1)
                ? item
                : Json.EMPTY.with("allOf", new Json.Arr(List.of(item, contained)));
    }

    /** Another value if this one exists already. */
    private Json distinct(Json value, Json item, Set<Json> seen) {
        if (seen.add(value)) {
            return value;
        }
        Json.Obj schema = references.resolved(item);
        List<Json> allowed = schema.array("enum");
        budget.steps(allowed.size());
        for (Json other : allowed) {
            if (seen.add(other)) {
                return other;
            }
        }
        for (int i = 0; i <= MOST_TRIES; i++) {
            Json other = varied(value, i == 0 ? seen.size() : i, schema);
            if (check.problem(other, schema) == null && seen.add(other)) {
                return other;
            }
        }
        throw new NoValue("its array requires unique elements, and there are not enough values");
    }

    private Json varied(Json value, int number, Json.Obj schema) {
        return switch (value) {
            case Json.Num one when one.isLong() -> {
                long step = Math.max(1, Numbers.count(schema, "multipleOf", 1));
                yield Json.of(one.longValue() + number * step);
            }
            case Json.Str(String text) -> Json.of(Texts.numbered(text, number + 1, schema));
            case Json.Bool(boolean is) -> Json.of(!is);
            case Json.Obj object -> varied(object, number, schema);
            default -> value;
        };
    }

    /** In an object, the first member that can have another value. */
    private Json varied(Json.Obj object, int number, Json.Obj schema) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        budget.steps(members.size());
        for (var member : members.entrySet()) {
            Json property = schema.object("properties").get(member.getKey());
            Json.Obj of = references.resolved(property == null ? Json.EMPTY : property);
            boolean fixed = of.get("const") != null || of.get("enum") != null;
            if (!fixed && !(member.getValue() instanceof Json.Bool)) {
                Json other = varied(member.getValue(), number, of);
                if (!other.equals(member.getValue())) {
                    member.setValue(other);
                    return new Json.Obj(members);
                }
            }
        }
        return object;
    }

    private static String singular(String name) {
        return name.length() > 2 && name.endsWith("s")
                ? name.substring(0, name.length() - 1)
                : name;
    }
}
