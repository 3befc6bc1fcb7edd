package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

/** Plain Java values as JSON. */
final class PlainJava {
    private PlainJava() {}

    static Json toJson(@Nullable Object value) {
        return switch (value) {
            case null -> Json.NULL;
            case Json json -> json;
            case CharSequence text -> Json.of(text.toString());
            case Boolean flag -> Json.of((boolean) flag);
            case Integer n -> Json.of((long) n);
            case Long n -> Json.of((long) n);
            case Short n -> Json.of((long) n);
            case Byte n -> Json.of((long) n);
            case Double n -> Json.of((double) n);
            case Float n -> new Json.Num(Json.of(Double.parseDouble(n.toString())).toString());
            case BigInteger n -> new Json.Num(n.toString());
            case BigDecimal n -> new Json.Num(n.toString());
            case Enum<?> constant -> Json.of(constant.name());
            case Map<?, ?> map -> object(map);
            case Collection<?> items -> array(items);
            case Object[] items -> array(java.util.Arrays.asList(items));
            default ->
                    throw new IllegalArgumentException(
                            "JSON can be made of maps, collections, strings, numbers, booleans and"
                                    + " null, not of "
                                    + value.getClass().getName());
        };
    }

    private static Json object(Map<?, ?> map) {
        var members = new Json.Obj.Owned();
        map.forEach(
                (key, value) -> {
                    if (!(key instanceof String name)) {
                        throw new IllegalArgumentException(
                                "the keys of a map that becomes JSON must be strings, not "
                                        + (key == null ? "null" : key.getClass().getName()));
                    }
                    members.put(name, toJson(value));
                });
        return new Json.Obj(members);
    }

    private static Json array(Collection<?> items) {
        var elements = new ArrayList<Json>(items.size());
        items.forEach(item -> elements.add(toJson(item)));
        return new Json.Arr(elements);
    }
}
