package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds an object; null values are omitted. For one thread. */
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

    /** Adds an array as {@link #put} does; an empty one is omitted. */
    public JsonFields putAny(String name, List<? extends Json> elements) {
        return elements.isEmpty() ? this : put(name, elements);
    }

    /** Adds all members of an object; existing ones are replaced. */
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
