package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.family.ToolSchemaRules;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.schema.JsonSchema;

/**
 * Schemas of tools as all models accept them: of an object. A schema that cannot be one becomes the
 * only member of one.
 */
public final class ToolSchemas {
    private static final String MEMBER = "input";
    private static final Json OBJECT = Json.of("object");

    private ToolSchemas() {}

    /** Whether the schema must become the member of an object. */
    public static boolean isWrapped(Json schema, ToolSchemaRules rules) {
        if (!(schema instanceof Json.Obj object)) {
            return false;
        }
        Json type = object.get("type");
        boolean isObject =
                type == null
                        || type.equals(OBJECT)
                        || (type instanceof Json.Arr && object.array("type").contains(OBJECT));
        boolean wrapped =
                !isObject || rules.refused().stream().anyMatch(word -> object.get(word) != null);
        return wrapped && isSchema(schema);
    }

    /** References can only be moved in a schema that is valid; others are left to the service. */
    private static boolean isSchema(Json schema) {
        try {
            JsonSchema.of(schema);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public static Json wrappedSchema(Json schema) {
        return JsonSchema.of(schema).asMember(MEMBER).json();
    }

    public static Json wrapped(Json input) {
        return Json.EMPTY.with(MEMBER, input);
    }

    /**
     * Returns the input of a call without the object around it. Some models leave that object out,
     * or write the member as text.
     */
    public static Json unwrapped(Json input) {
        if (!(input instanceof Json.Obj object) || object.members().size() != 1) {
            return input;
        }
        Json member = object.get(MEMBER);
        if (member instanceof Json.Str(String text)) {
            try {
                return Json.parse(text);
            } catch (JsonException e) {
                return member;
            }
        }
        return member == null ? input : member;
    }

    /** Returns the schema with {@code type: object}, without which no model accepts it. */
    public static Json typed(Json schema) {
        if (!(schema instanceof Json.Obj object)) {
            return schema;
        }
        Json type = object.get("type");
        boolean isMissing =
                type == null || (type instanceof Json.Arr && object.array("type").contains(OBJECT));
        return isMissing ? object.with("type", OBJECT) : schema;
    }
}
