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

    /** One method for all that nests, so that a thousand levels of it are small on the stack. */
    private static Json toJson(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            int inside = within(depth);
            var members = new Json.Obj.Owned();
            for (var member : map.entrySet()) {
                members.put(name(member.getKey()), toJson(member.getValue(), inside));
            }
            return new Json.Obj(members);
        }
        if (value instanceof Collection<?> || value instanceof Object[]) {
            var items =
                    value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            int inside = within(depth);
            var elements = new ArrayList<Json>();
            for (Object item : items) {
                elements.add(toJson(item, inside));
            }
            return new Json.Arr(elements);
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

    private static String name(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException(
                "the keys of a map that becomes JSON must be strings, not "
                        + (key == null ? "null" : key.getClass().getName()));
    }
}
