package dev.outcrop.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies the members of an object or an array; rejects a Java null in it, with its position. */
final class JsonParts {
    private static final String SAY = " is null; use Json.NULL for the JSON null";

    private JsonParts() {}

    static List<Json> copy(List<Json> elements) {
        Objects.requireNonNull(elements, "elements");
        try {
            return List.copyOf(elements);
        } catch (NullPointerException e) {
            throw new NullPointerException("elements[" + elements.indexOf(null) + "]" + SAY);
        }
    }

    static Map<String, Json> copy(Map<String, Json> members) {
        var copy = new LinkedHashMap<>(Objects.requireNonNull(members, "members"));
        for (Map.Entry<String, Json> member : copy.entrySet()) {
            if (member.getKey() == null) {
                throw new NullPointerException("members contains a name that is null");
            }
            if (member.getValue() == null) {
                throw new NullPointerException("members[" + member.getKey() + "]" + SAY);
            }
        }
        return copy;
    }
}
