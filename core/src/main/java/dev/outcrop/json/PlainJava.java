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

    /** By hand: to link a switch over types costs a cold start some milliseconds. */
    private static Json single(@Nullable Object value) {
        if (value == null) {
            return Json.NULL;
        }
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof CharSequence text) {
            return Json.of(text.toString());
        }
        if (value instanceof Boolean flag) {
            return Json.of((boolean) flag);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Enum<?> constant) {
            return Json.of(constant.name());
        }
        throw strange(value);
    }

    private static Json number(Number n) {
        if (n instanceof Integer || n instanceof Long || n instanceof Short || n instanceof Byte) {
            return Json.of(n.longValue());
        }
        if (n instanceof Double) {
            return Json.of(n.doubleValue());
        }
        if (n instanceof Float) {
            return new Json.Num(Json.of(Double.parseDouble(n.toString())).toString());
        }
        if (n instanceof BigInteger || n instanceof BigDecimal) {
            return new Json.Num(n.toString());
        }
        throw strange(n);
    }

    private static IllegalArgumentException strange(Object value) {
        return new IllegalArgumentException(
                "JSON can be made of maps, collections, strings, numbers, booleans and null, not of "
                        + value.getClass().getName());
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
