package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills objects: required members, and those that the prompt names. */
final class ObjectFiller {
    private static final Json NOTHING = Json.of(false);

    private final SchemaFiller filler;
    private final PromptValues prompt;
    private final Budget budget;

    ObjectFiller(SchemaFiller filler, PromptValues prompt, Budget budget) {
        this.filler = filler;
        this.prompt = prompt;
        this.budget = budget;
    }

    Json fill(Json.Obj schema, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Json> properties = schema.object("properties").members();
        Set<Json> required = new HashSet<>(schema.array("required"));
        properties.forEach(
                (name, property) -> {
                    boolean needed = required.contains(Json.of(name));
                    if (needed || isWanted(name, property, depth)) {
                        put(members, name, property, depth);
                    }
                });
        require(schema.array("required"), schema, members, depth);
        dependents(schema, members, depth);
        fewest(schema, members, depth);
        return new Json.Obj(members);
    }

    private void put(Map<String, Json> members, String name, Json schema, int depth) {
        budget.characters(name.length());
        members.put(name, filler.fill(schema, name, depth + 1));
    }

    private boolean isWanted(String name, Json property, int depth) {
        return depth <= SchemaFiller.DEEP && !property.equals(NOTHING) && prompt.names(name);
    }

    private void require(List<Json> names, Json.Obj schema, Map<String, Json> members, int depth) {
        for (Json name : names) {
            if (name instanceof Json.Str(String text) && !members.containsKey(text)) {
                Json property = schema.object("properties").get(text);
                Json of = property == null ? others(schema) : property;
                put(members, text, of, depth);
            }
        }
    }

    /** Adds members that another one requires, by {@code dependentRequired}. */
    private void dependents(Json.Obj schema, Map<String, Json> members, int depth) {
        Json.Obj dependent = schema.object("dependentRequired");
        for (int before = -1; !dependent.isEmpty() && before < members.size(); ) {
            before = members.size();
            for (String name : List.copyOf(members.keySet())) {
                require(dependent.array(name), schema, members, depth);
            }
        }
    }

    private void fewest(Json.Obj schema, Map<String, Json> members, int depth) {
        long fewest = Numbers.count(schema, "minProperties", 0);
        for (var property : schema.object("properties").members().entrySet()) {
            if (members.size() >= fewest) {
                return;
            }
            if (!members.containsKey(property.getKey()) && !property.getValue().equals(NOTHING)) {
                put(members, property.getKey(), property.getValue(), depth);
            }
        }
        for (int i = 1; members.size() < fewest; i++) {
            String name = "key" + i;
            if (!members.containsKey(name)) {
                put(members, name, others(schema), depth);
            }
        }
    }

    private static Json others(Json.Obj schema) {
        Json others = schema.get("additionalProperties");
        return others == null ? Json.EMPTY : others;
    }
}
