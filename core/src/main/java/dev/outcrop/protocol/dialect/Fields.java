package dev.outcrop.protocol.dialect;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that is being put together; what is null is left out. For one thread. */
final class Fields {
    private final Map<String, Json> members = new LinkedHashMap<>();

    static Fields typed(String type) {
        return new Fields().put("type", type);
    }

    Fields put(String name, @Nullable Json value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    Fields put(String name, @Nullable String value) {
        return value == null ? this : put(name, Json.of(value));
    }

    Fields put(String name, @Nullable Boolean value) {
        return value == null ? this : put(name, Json.of(value.booleanValue()));
    }

    Fields put(String name, @Nullable Integer value) {
        return value == null ? this : put(name, Json.of(value.longValue()));
    }

    Fields put(String name, @Nullable Double value) {
        return value == null ? this : put(name, Json.of(value.doubleValue()));
    }

    Fields put(String name, List<? extends Json> elements) {
        return put(name, (Json) new Json.Arr(List.copyOf(elements)));
    }

    /** As {@link #put}, for an array that is left out where it is empty. */
    Fields putAny(String name, List<? extends Json> elements) {
        return elements.isEmpty() ? this : put(name, elements);
    }

    /** All members of an object; those that are set already are replaced. */
    Fields putAll(Json.Obj object) {
        members.putAll(object.members());
        return this;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Json.Obj json() {
        return members.isEmpty() ? Json.EMPTY : new Json.Obj(members);
    }
}
