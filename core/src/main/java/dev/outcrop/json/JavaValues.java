package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts plain Java values to JSON. */
final class JavaValues {
    private JavaValues() {}

    /** Without recursion: the caller's stack may be small, and a list may contain itself. */
    static Json toJson(@Nullable Object value) {
        var open = new ArrayDeque<Open>(4);
        Object next = value;
        while (true) {
            Open begun = begun(next);
            Json done = null;
            if (begun == null) {
                done = single(next);
            } else if (open.size() == Json.Limits.DEFAULT.maxDepth()) {
                throw new IllegalArgumentException(
                        "cannot convert to JSON: maps and lists are nested more than "
                                + open.size()
                                + " levels deep");
            } else {
                open.push(begun);
            }
            while (true) {
                if (open.isEmpty()) {
                    return Objects.requireNonNull(done);
                }
                Open last = open.element();
                if (done != null) {
                    last.add(done);
                }
                if (last.left.hasNext()) {
                    next = last.next();
                    break;
                }
                done = open.pop().whole();
            }
        }
    }

    private static @Nullable Open begun(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Open(map.entrySet().iterator(), new Json.Obj.Owned());
        }
        if (value instanceof Collection<?> items) {
            return new Open(items.iterator(), null);
        }
        return value instanceof Object[] items
                ? new Open(Arrays.asList(items).iterator(), null)
                : null;
    }

    /** A map or a list that is being converted. */
    private static final class Open {
        private final Iterator<?> left;
        private final Json.Obj.@Nullable Owned members;
        private final List<Json> elements = new ArrayList<>(0);
        private String name = "";

        Open(Iterator<?> left, Json.Obj.@Nullable Owned members) {
            this.left = left;
            this.members = members;
        }

        @Nullable Object next() {
            Object next = left.next();
            if (members != null && next instanceof Map.Entry<?, ?> member) {
                name = name(member.getKey());
                return member.getValue();
            }
            return next;
        }

        void add(Json value) {
            if (members == null) {
                elements.add(value);
            } else {
                members.put(name, value);
            }
        }

        Json whole() {
            return members == null ? new Json.Arr(elements) : new Json.Obj(members);
        }
    }

    /** Without a switch over types: linking one costs a cold start some milliseconds. */
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
                "cannot convert "
                        + value.getClass().getName()
                        + " to JSON; use maps, collections, strings, numbers, booleans or null");
    }

    private static String name(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException(
                "cannot convert a map to JSON: its keys must be strings, not "
                        + (key == null ? "null" : key.getClass().getName()));
    }
}
