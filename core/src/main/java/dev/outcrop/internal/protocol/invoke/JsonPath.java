package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A position in a body: names of members and numbers of elements, as in {@code outputs.0.text}. A
 * value can be set at a position that does not exist.
 */
record JsonPath(List<String> steps) {
    JsonPath {
        steps = List.copyOf(steps);
    }

    static JsonPath of(String path) {
        return new JsonPath(List.of(path.split("\\.", -1)));
    }

    /** The value at this position; null if there is none. */
    @Nullable Json in(Json body) {
        Json at = body;
        for (String step : steps) {
            at = child(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** The string at this position; null if there is none. */
    @Nullable String string(Json body) {
        return in(body) instanceof Json.Str(String value) ? value : null;
    }

    /** Returns the body with this value at this position. */
    Json.Obj put(Json.Obj body, Json value) {
        return (Json.Obj) put(body, 0, value);
    }

    /** Returns the body without the value at this position. */
    Json.Obj removed(Json.Obj body) {
        return in(body) == null ? body : (Json.Obj) put(body, 0, null);
    }

    private Json put(@Nullable Json at, int depth, @Nullable Json value) {
        if (depth == steps.size()) {
            return value == null ? Json.NULL : value;
        }
        String step = steps.get(depth);
        boolean last = depth == steps.size() - 1;
        if (isNumber(step)) {
            var elements = new ArrayList<Json>(at instanceof Json.Arr a ? a.elements() : List.of());
            int index = Integer.parseInt(step);
            while (elements.size() <= index) {
                elements.add(Json.EMPTY);
            }
            elements.set(index, put(elements.get(index), depth + 1, value));
            return new Json.Arr(elements);
        }
        Json.Obj object = at instanceof Json.Obj o ? o : Json.EMPTY;
        return last && value == null
                ? object.without(step)
                : object.with(step, put(object.get(step), depth + 1, value));
    }

    private static @Nullable Json child(Json at, String step) {
        if (at instanceof Json.Obj object) {
            return object.get(step);
        }
        if (at instanceof Json.Arr(List<Json> elements) && isNumber(step)) {
            int index = Integer.parseInt(step);
            return index < elements.size() ? elements.get(index) : null;
        }
        return null;
    }

    private static boolean isNumber(String step) {
        return step.length() == 1 && Character.isDigit(step.charAt(0));
    }
}
