package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which branch of {@code anyOf} or {@code oneOf} is taken: the first that is not null. */
final class Unions {
    private Unions() {}

    /**
     * The branch, with what the schema says beside the union.
     *
     * @param shortest takes null where it is a branch, to come to an end
     */
    static Json.Obj chosen(Json.Obj schema, String union, boolean shortest, References references) {
        List<Json> options = schema.array(union);
        Json.Obj chosen = null;
        for (Json option : options) {
            Json.Obj branch = references.resolved(SchemaFiller.objectOf(option));
            if (Types.of(branch).equals("null") == shortest) {
                chosen = branch;
                break;
            }
        }
        if (chosen == null) {
            chosen = references.resolved(SchemaFiller.objectOf(options.getFirst()));
        }
        Map<String, Json> members = new LinkedHashMap<>(schema.without(union).members());
        members.putAll(chosen.members());
        return new Json.Obj(members);
    }
}
