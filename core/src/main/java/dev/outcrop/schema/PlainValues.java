package dev.outcrop.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/** Converts JSON to plain Java values: maps, lists, strings, longs, decimals, booleans and null. */
final class PlainValues {
    private PlainValues() {}

    static @Nullable Object of(Json json) {
        return switch (json) {
            case Json.Obj object -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                object.members().forEach((name, member) -> map.put(name, of(member)));
                yield Collections.unmodifiableMap(map);
            }
            case Json.Arr(List<Json> elements) -> {
                var list = new ArrayList<@Nullable Object>(elements.size());
                elements.forEach(element -> list.add(of(element)));
                yield Collections.unmodifiableList(list);
            }
            case Json.Str(String text) -> text;
            case Json.Num number -> number.isLong() ? number.longValue() : ExactNumbers.of(number);
            case Json.Bool(boolean value) -> value;
            case Json.Null none -> null;
        };
    }
}
