package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which the branches of {@code anyOf} or {@code oneOf} are tried. */
final class Unions {
    private Unions() {}

    /**
     * Returns them in their order, null last.
     *
     * @param shortest null and plain values first, to limit the depth
     */
    static List<Json> ordered(List<Json> options, boolean shortest, References references) {
        List<Json> ordered = new ArrayList<>(options);
        ordered.sort(Comparator.comparingInt(option -> rank(option, shortest, references)));
        return ordered;
    }

    private static int rank(Json option, boolean shortest, References references) {
        String type;
        try {
            type = Types.of(references.resolved(option));
        } catch (NoValue e) {
            if (e.isOutOfBudget()) {
                throw e;
            }
            return 4;
        }
        if (!shortest) {
            return type.equals("null") ? 1 : 0;
        }
        return switch (type) {
            case "null" -> 0;
            case "object" -> 3;
            case "array" -> 2;
            default -> 1;
        };
    }
}
