package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;

/** Wraps a schema as the only member of an object. */
public final class ObjectWrapping {
    /** These stay at the root, where references look for them. */
    private static final List<String> AT_THE_ROOT = List.of("$schema", "$defs", "definitions");

    private final String prefix;

    private ObjectWrapping(String member) {
        String step = member.replace("~", "~0").replace("/", "~1");
        this.prefix = "#/properties/" + References.encoded(step);
    }

    /**
     * Returns the schema of the object, for a schema whose references are JSON pointers into it.
     */
    public static Json.Obj in(String member, Json.Obj local) {
        var wrapping = new ObjectWrapping(member);
        Json.Obj moved = SchemaIndex.of(local).changed(wrapping::member);
        Json.Obj around =
                Json.EMPTY
                        .with("type", Json.of("object"))
                        .with(
                                "properties",
                                Json.EMPTY.with(
                                        member, moved.without(AT_THE_ROOT.toArray(String[]::new))))
                        .with("required", Json.array(Json.of(member)))
                        .with("additionalProperties", Json.of(false));
        for (String name : AT_THE_ROOT) {
            Json there = moved.get(name);
            if (there != null) {
                around = around.with(name, there);
            }
        }
        return around;
    }

    /** Moves a member; references to it are updated. */
    private void member(String name, Json value, Map<String, Json> members) {
        boolean refers = name.equals("$ref") && value instanceof Json.Str;
        members.put(name, refers ? Json.of(moved(((Json.Str) value).value())) : value);
    }

    private String moved(String reference) {
        String pointer =
                reference.startsWith("#") ? References.decoded(reference.substring(1)) : null;
        if (pointer == null || !(pointer.isEmpty() || pointer.startsWith("/"))) {
            return reference;
        }
        boolean stays = AT_THE_ROOT.stream().anyMatch(name -> pointer.startsWith("/" + name + "/"));
        return stays ? reference : prefix + reference.substring(1);
    }
}
