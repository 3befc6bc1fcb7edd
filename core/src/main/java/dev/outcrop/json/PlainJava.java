package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Plain Java values as JSON. */
final class PlainJava {
    private PlainJava() {}

    static Json toJson(@Nullable Object value) {
        return toJson(value, 0);
    }

    private static Json toJson(@Nullable Object value, int depth) {
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
            case Map<?, ?> map -> object(map, within(depth));
            case Collection<?> items -> array(items, within(depth));
            case Object[] items -> array(Arrays.asList(items), within(depth));
            default ->
                    throw new IllegalArgumentException(
                            "JSON can be made of maps, collections, strings, numbers, booleans and"
                                    + " null, not of "
                                    + value.getClass().getName());
        };
    }

    /** Deeper JSON could not be read back; and a list that holds itself has no end. */
    private static int within(int depth) {
        int limit = JsonLimits.DEFAULT.maxDepth();
        if (depth == limit) {
            throw new IllegalArgumentException(
                    "maps and lists that become JSON must not be deeper than " + limit + " levels");
        }
        return depth + 1;
    }

    private static Json object(Map<?, ?> map, int depth) {
        var members = new Json.Obj.Owned();
        map.forEach(
                (key, value) -> {
                    if (!(key instanceof String name)) {
                        throw new IllegalArgumentException(
                                "the keys of a map that becomes JSON must be strings, not "
                                        + (key == null ? "null" : key.getClass().getName()));
                    }
                    members.put(name, toJson(value, depth));
                });
        return new Json.Obj(members);
    }

    private static Json array(Collection<?> items, int depth) {
        var elements = new ArrayList<Json>(items.size());
        items.forEach(item -> elements.add(toJson(item, depth)));
        return new Json.Arr(elements);
    }
}
