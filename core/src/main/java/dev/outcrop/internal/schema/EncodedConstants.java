package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces constants that contain objects by text: the validation library would treat the objects
 * as schemas.
 */
public final class EncodedConstants {
    static final Set<String> KEYWORDS = Set.of("const", "enum");

    /** The keywords of the replacements. */
    public static final String CONST = "outcrop:const";

    public static final String ENUM = "outcrop:enum";

    private EncodedConstants() {}

    /** Whether a constant contains an object. */
    static boolean mayMislead(Json value) {
        return value instanceof Json.Obj
                || (value instanceof Json.Arr(List<Json> elements)
                        && elements.stream().anyMatch(EncodedConstants::mayMislead));
    }

    /** Adds a constant to the members of its schema, as text. */
    static void put(String keyword, Json value, Map<String, Json> members) {
        boolean several = keyword.equals("enum");
        if (several && !(value instanceof Json.Arr)) {
            members.put(keyword, value); // invalid; it is reported there
        } else {
            members.put(several ? ENUM : CONST, Json.of(value.toString()));
        }
    }
}
