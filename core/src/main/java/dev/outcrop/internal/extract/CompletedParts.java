package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON that is not complete, made shorter step by step: each step removes the innermost object or
 * array at its end, which may have begun only, up to 32 times. For one thread.
 */
public final class CompletedParts {
    private static final int MOST_STEPS = 32;

    private @Nullable Json json;
    private int steps;

    /**
     * Begins with all of it.
     *
     * @param json as far as it has arrived
     */
    public CompletedParts(Json json) {
        this.json = json;
    }

    /** Returns what is left; null if nothing is. */
    public @Nullable Json json() {
        return json;
    }

    /** Removes the next part, and returns what is left; null if nothing is. */
    public @Nullable Json shorter() {
        if (json == null || ++steps > MOST_STEPS) {
            return null;
        }
        List<Json> path = path(json);
        Json inner = null;
        for (int i = path.size() - 2; i >= 0; i--) {
            inner = withLast(path.get(i), inner);
        }
        json = inner;
        return inner;
    }

    /** The objects and arrays at the end, from the outermost to the innermost. */
    private static List<Json> path(Json json) {
        var path = new ArrayList<Json>();
        for (Json at = json; at != null; at = last(at)) {
            path.add(at);
        }
        return path;
    }

    /** The last value of an object or array, if it is one itself. */
    private static @Nullable Json last(Json json) {
        Json last =
                switch (json) {
                    case Json.Arr(List<Json> elements) ->
                            elements.isEmpty() ? null : elements.getLast();
                    case Json.Obj object -> lastOf(object);
                    default -> null;
                };
        return last instanceof Json.Arr || last instanceof Json.Obj ? last : null;
    }

    private static @Nullable Json lastOf(Json.Obj object) {
        Json last = null;
        for (Json value : object.members().values()) {
            last = value;
        }
        return last;
    }

    /**
     * Replaces the last value.
     *
     * @param value null to remove it
     */
    private static Json withLast(Json json, @Nullable Json value) {
        if (json instanceof Json.Arr(List<Json> elements)) {
            var changed = new ArrayList<Json>(elements.subList(0, elements.size() - 1));
            if (value != null) {
                changed.add(value);
            }
            return new Json.Arr(changed);
        }
        Json.Obj object = (Json.Obj) json;
        String name = "";
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            name = member.getKey();
        }
        return value == null ? object.without(name) : object.with(name, value);
    }
}
