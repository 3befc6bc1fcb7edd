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

    /** Apart from the rest, so that a thousand levels of it are small on the stack. */
    private static Json toJson(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return object(map, within(depth));
        }
        if (value instanceof Collection<?> items) {
            return array(items, within(depth));
        }
        if (value instanceof Object[] items) {
            return array(Arrays.asList(items), within(depth));
        }
        return single(value);
    }

    private static Json single(@Nullable Object value) {
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
        for (var member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                Object key = member.getKey();
                throw new IllegalArgumentException(
                        "the keys of a map that becomes JSON must be strings, not "
                                + (key == null ? "null" : key.getClass().getName()));
            }
            members.put(name, toJson(member.getValue(), depth));
        }
        return new Json.Obj(members);
    }

    private static Json array(Collection<?> items, int depth) {
        var elements = new ArrayList<Json>(items.size());
        for (Object item : items) {
            elements.add(toJson(item, depth));
        }
        return new Json.Arr(elements);
    }
}
