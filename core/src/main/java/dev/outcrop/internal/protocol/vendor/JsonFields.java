package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that is being put together; what is null is left out. For one thread. */
public final class JsonFields {
    private final Map<String, Json> members = new LinkedHashMap<>();

    public static JsonFields typed(String type) {
        return new JsonFields().put("type", type);
    }

    public JsonFields put(String name, @Nullable Json value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    public JsonFields put(String name, @Nullable String value) {
        return value == null ? this : put(name, Json.of(value));
    }

    public JsonFields put(String name, @Nullable Boolean value) {
        return value == null ? this : put(name, Json.of(value.booleanValue()));
    }

    public JsonFields put(String name, @Nullable Integer value) {
        return value == null ? this : put(name, Json.of(value.longValue()));
    }

    public JsonFields put(String name, @Nullable Double value) {
        return value == null ? this : put(name, Json.of(value.doubleValue()));
    }

    public JsonFields put(String name, List<? extends Json> elements) {
        return put(name, (Json) new Json.Arr(List.copyOf(elements)));
    }

    /** As {@link #put}, for an array that is left out where it is empty. */
    public JsonFields putAny(String name, List<? extends Json> elements) {
        return elements.isEmpty() ? this : put(name, elements);
    }

    /** All members of an object; those that are set already are replaced. */
    public JsonFields putAll(Json.Obj object) {
        members.putAll(object.members());
        return this;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public Json.Obj json() {
        return members.isEmpty() ? Json.EMPTY : new Json.Obj(members);
    }
}
