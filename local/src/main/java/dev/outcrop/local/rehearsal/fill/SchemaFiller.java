package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes up a value that a JSON schema allows. What the prompt says under a property's name, or what
 * it has of the right kind, is taken; required properties are always there, others only if the
 * prompt names them. The same schema and prompt give the same value. For one thread.
 *
 * <p>Knows {@code type}, {@code enum}, {@code const}, {@code default}, {@code $ref} within the
 * document, {@code allOf}, {@code anyOf}, {@code oneOf}, objects, arrays, and the limits of strings
 * and numbers. Of {@code pattern} it only knows whether a value fits; {@code not} and {@code if}
 * are not read.
 */
public final class SchemaFiller {
    /** Deeper than this, arrays stay as short and unions as simple as they may be. */
    private static final int DEEP = 6;

    /** A schema that requires itself has no finite value. */
    private static final int DEEPEST = 40;

    private final References references;
    private final PromptValues prompt;

    public SchemaFiller(Json.Obj schema, String prompt) {
        this.references = new References(schema);
        this.prompt = new PromptValues(prompt);
    }

    /** A value for the whole schema. */
    public Json fill() {
        return fill(references.root(), "", 0);
    }

    private Json fill(Json.Obj raw, String name, int depth) {
        Json.Obj schema = references.resolved(raw);
        if (depth > DEEPEST) {
            return Json.NULL;
        }
        Json fixed = fixed(schema, name);
        if (fixed != null) {
            return fixed;
        }
        for (String union : List.of("anyOf", "oneOf")) {
            List<Json> options = schema.array(union);
            if (!options.isEmpty()) {
                return fill(Unions.chosen(schema, union, depth > DEEP, references), name, depth);
            }
        }
        return switch (Types.of(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "string" -> Json.of(Texts.fill(schema, name, prompt));
            case "integer" -> Numbers.integer(schema, name, prompt);
            case "number" -> Numbers.number(schema, name, prompt);
            case "boolean" -> Json.of(prompt.truth(name));
            default -> Json.NULL;
        };
    }

    private @Nullable Json fixed(Json.Obj schema, String name) {
        Json only = schema.get("const");
        if (only != null) {
            return only;
        }
        List<Json> allowed = schema.array("enum");
        if (!allowed.isEmpty()) {
            return prompt.oneOf(allowed, name).orElse(allowed.getFirst());
        }
        Json usual = schema.get("default");
        boolean said = !name.isEmpty() && prompt.names(name);
        return said ? null : usual;
    }

    private Json object(Json.Obj schema, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        List<Json> required = schema.array("required");
        schema.object("properties")
                .members()
                .forEach(
                        (name, property) -> {
                            boolean needed = required.contains(Json.of(name));
                            if (needed || (depth <= DEEP && prompt.names(name))) {
                                members.put(name, fill(objectOf(property), name, depth + 1));
                            }
                        });
        Json.Obj others = schema.object("additionalProperties");
        for (Json name : required) {
            if (name instanceof Json.Str(String text) && !members.containsKey(text)) {
                members.put(text, fill(others, text, depth + 1));
            }
        }
        long fewest = schema.integer("minProperties", 0);
        for (int i = 1; members.size() < fewest; i++) {
            members.put("key" + i, fill(others, "key" + i, depth + 1));
        }
        return new Json.Obj(members);
    }

    private Json array(Json.Obj schema, String name, int depth) {
        List<Json> first = schema.array("prefixItems");
        long fewest = Math.max(first.size(), schema.integer("minItems", depth > DEEP ? 0 : 1));
        long count = Math.min(fewest, schema.integer("maxItems", Long.MAX_VALUE));
        List<Json> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Json.Obj item = i < first.size() ? objectOf(first.get(i)) : schema.object("items");
            elements.add(distinct(fill(item, singular(name), depth + 1), item, elements, schema));
        }
        return new Json.Arr(elements);
    }

    /** Another value where the array takes each only once and this one is there. */
    private Json distinct(Json value, Json.Obj item, List<Json> elements, Json.Obj schema) {
        boolean once = Json.of(true).equals(schema.get("uniqueItems"));
        if (!once || !elements.contains(value)) {
            return value;
        }
        List<Json> allowed = references.resolved(item).array("enum");
        Optional<Json> unused = allowed.stream().filter(e -> !elements.contains(e)).findFirst();
        if (unused.isPresent()) {
            return unused.get();
        }
        return switch (value) {
            case Json.Num number when number.isLong() ->
                    Json.of(number.longValue() + elements.size());
            case Json.Str(String text) -> Json.of(text + " " + (elements.size() + 1));
            default -> value;
        };
    }

    private static String singular(String name) {
        return name.length() > 2 && name.endsWith("s")
                ? name.substring(0, name.length() - 1)
                : name;
    }

    /** {@code true} in place of a schema allows anything. */
    static Json.Obj objectOf(Json schema) {
        return schema instanceof Json.Obj object ? object : Json.EMPTY;
    }
}
