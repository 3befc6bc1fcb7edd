package dev.outcrop.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies collections of a value; rejects a null in them, with its position. */
final class Listed {
    private Listed() {}

    static <T> List<T> of(List<T> list, String name) {
        Objects.requireNonNull(list, name);
        try {
            return List.copyOf(list);
        } catch (NullPointerException e) {
            throw new NullPointerException(name + "[" + list.indexOf(null) + "] is null");
        }
    }

    /** Copies a map in the order of its entries. */
    static Map<String, String> of(Map<String, String> map, String name) {
        Objects.requireNonNull(map, name);
        if (map.isEmpty()) {
            return Map.of();
        }
        var copy = new LinkedHashMap<>(map);
        copy.forEach(
                (key, value) -> {
                    Objects.requireNonNull(key, () -> name + " has a key that is null");
                    Objects.requireNonNull(value, () -> name + "[" + key + "] is null");
                });
        return Collections.unmodifiableMap(copy);
    }
}
