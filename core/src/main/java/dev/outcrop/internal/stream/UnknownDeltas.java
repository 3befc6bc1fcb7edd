package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Merges the pieces of an unknown object once all have arrived: strings are concatenated, arrays
 * are extended, objects are merged member by member; for other values, and if the kinds differ, the
 * later piece counts.
 */
final class UnknownDeltas {
    private final List<Json.Obj> pieces = new ArrayList<>(0);

    void add(Json.Obj piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    Json.Obj joined() {
        return pieces.isEmpty() ? Json.EMPTY : objects(pieces);
    }

    static Json.Obj join(Json.Obj first, Json.Obj second) {
        return second.isEmpty() ? first : objects(List.of(first, second));
    }

    private static Json.Obj objects(List<Json.Obj> objects) {
        if (objects.size() == 1) {
            return objects.get(0);
        }
        var values = new LinkedHashMap<String, List<Json>>();
        for (Json.Obj object : objects) {
            for (var member : object.members().entrySet()) {
                values.computeIfAbsent(member.getKey(), n -> new ArrayList<>(1))
                        .add(member.getValue());
            }
        }
        var joined = new LinkedHashMap<String, Json>();
        for (var member : values.entrySet()) {
            joined.put(member.getKey(), values(member.getValue()));
        }
        return new Json.Obj(joined);
    }

    private static Json values(List<Json> values) {
        List<Json> run = lastOfOneKind(values);
        return switch (run.getLast()) {
            case Json.Str ignored -> {
                var text = new StringBuilder();
                run.forEach(piece -> text.append(((Json.Str) piece).value()));
                yield Json.of(text.toString());
            }
            case Json.Arr ignored -> {
                var elements = new ArrayList<Json>();
                run.forEach(piece -> elements.addAll(((Json.Arr) piece).elements()));
                yield new Json.Arr(elements);
            }
            case Json.Obj ignored -> objects(run.stream().map(Json.Obj.class::cast).toList());
            case Json.Num number -> number;
            case Json.Bool bool -> bool;
            case Json.Null() -> Json.NULL;
        };
    }

    private static List<Json> lastOfOneKind(List<Json> values) {
        int from = values.size() - 1;
        while (from > 0 && values.get(from - 1).getClass() == values.getLast().getClass()) {
            from--;
        }
        return values.subList(from, values.size());
    }
}
