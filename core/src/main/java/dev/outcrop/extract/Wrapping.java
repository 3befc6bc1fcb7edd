package dev.outcrop.extract;

import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes an object of a schema that is none: one member, which is the value. */
final class Wrapping {
    /** Stay at the root, where references look for them. */
    private static final List<String> AT_THE_ROOT = List.of("$schema", "$defs", "definitions");

    private final String prefix;

    private Wrapping(String member) {
        this.prefix = "#/properties/" + member;
    }

    static JsonSchema in(String member, JsonSchema schema) {
        var wrapping = new Wrapping(member);
        Json.Obj value = schema.json();
        Json.Obj inside =
                (Json.Obj) wrapping.moved(value.without(AT_THE_ROOT.toArray(String[]::new)));
        Json.Obj around =
                Json.EMPTY
                        .with("type", Json.of("object"))
                        .with("properties", Json.EMPTY.with(member, inside))
                        .with("required", Json.array(Json.of(member)))
                        .with("additionalProperties", Json.of(false));
        for (String name : AT_THE_ROOT) {
            Json there = value.get(name);
            if (there != null) {
                around = around.with(name, wrapping.moved(there));
            }
        }
        return JsonSchema.of(around);
    }

    /** References to what has moved are moved, too. Loops, as lambdas take more of the stack. */
    private Json moved(Json json) {
        if (json instanceof Json.Obj object) {
            var members = new LinkedHashMap<String, Json>();
            for (var member : object.members().entrySet()) {
                boolean refers = member.getKey().equals("$ref");
                members.put(
                        member.getKey(),
                        refers && member.getValue() instanceof Json.Str(String to)
                                ? Json.of(moved(to))
                                : moved(member.getValue()));
            }
            return new Json.Obj(members);
        }
        if (json instanceof Json.Arr array) {
            var elements = new ArrayList<Json>(array.elements().size());
            for (Json element : array.elements()) {
                elements.add(moved(element));
            }
            return new Json.Arr(elements);
        }
        return json;
    }

    private String moved(String reference) {
        boolean stays =
                AT_THE_ROOT.stream().anyMatch(name -> reference.startsWith("#/" + name + "/"));
        boolean pointer = reference.equals("#") || reference.startsWith("#/");
        return pointer && !stays ? prefix + reference.substring(1) : reference;
    }
}
