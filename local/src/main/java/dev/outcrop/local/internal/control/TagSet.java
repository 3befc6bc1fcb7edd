package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags of a resource. Immutable. */
record TagSet(Map<String, String> values) {
    static final TagSet NONE = new TagSet(Map.of());

    TagSet {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns these tags with more; a new value replaces that of the same key.
     *
     * @param most the number that a resource has at most
     */
    TagSet with(List<Json> tags, int most) {
        var all = new LinkedHashMap<>(values);
        for (Json tag : tags) {
            if (tag instanceof Json.Obj told) {
                all.put(String.valueOf(told.string("key")), String.valueOf(told.string("value")));
            }
        }
        if (all.size() > most) {
            throw ServiceError.of(
                    "TooManyTagsException", "A resource has at most " + most + " tags.");
        }
        return new TagSet(all);
    }

    TagSet without(List<Json> keys) {
        var rest = new LinkedHashMap<>(values);
        for (Json key : keys) {
            if (key instanceof Json.Str(String name)) {
                rest.remove(name);
            }
        }
        return new TagSet(rest);
    }

    Json json() {
        return new Json.Arr(
                values.entrySet().stream()
                        .map(
                                tag ->
                                        (Json)
                                                Json.EMPTY
                                                        .with("key", Json.of(tag.getKey()))
                                                        .with("value", Json.of(tag.getValue())))
                        .toList());
    }
}
