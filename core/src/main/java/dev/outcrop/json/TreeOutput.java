package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Builds a {@link Json}. */
final class TreeOutput extends JsonOutput {
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Json whole;

    /** An object or an array that is not complete. */
    private static final class Open {
        /** Null in an array. */
        private final Json.Obj.@Nullable Owned members;

        private final List<Json> elements = new ArrayList<>();
        private @Nullable String name;

        Open(Json.Obj.@Nullable Owned members) {
            this.members = members;
        }

        void add(Json value) {
            if (members == null) {
                elements.add(value);
            } else if (name == null) {
                throw new JsonException("a value in an object needs a name before it");
            } else {
                members.put(name, value);
                name = null;
            }
        }
    }

    /**
     * What was written.
     *
     * @throws JsonException if it is not exactly one complete value
     */
    Json value() {
        if (whole == null || !open.isEmpty()) {
            throw new JsonException("not a complete JSON value");
        }
        return whole;
    }

    private void add(Json value) {
        Open parent = open.peek();
        if (parent != null) {
            parent.add(value);
        } else if (whole == null) {
            whole = value;
        } else {
            throw new JsonException("more than one JSON value");
        }
    }

    @Override
    void writeStartObject() {
        open.push(new Open(new Json.Obj.Owned()));
    }

    @Override
    void writeEndObject() {
        Open last = open.poll();
        if (last == null || last.members == null || last.name != null) {
            throw new JsonException(
                    "an object cannot end here: none is open, or a name has no value");
        }
        add(new Json.Obj(last.members));
    }

    @Override
    void writeStartArray() {
        open.push(new Open(null));
    }

    @Override
    void writeEndArray() {
        Open last = open.poll();
        if (last == null || last.members != null) {
            throw new JsonException("an array cannot end here: none is open");
        }
        add(new Json.Arr(last.elements));
    }

    @Override
    void writeName(String name) {
        Open last = open.peek();
        if (last == null || last.members == null || last.name != null) {
            throw new JsonException("a name is allowed only in an object, before each value");
        }
        last.name = name;
    }

    @Override
    void writeString(String value) {
        add(Json.of(value));
    }

    @Override
    void writeNumber(long value) {
        add(Json.of(value));
    }

    @Override
    void writeNumber(String literal) {
        add(new Json.Num(literal));
    }

    @Override
    void writeBoolean(boolean value) {
        add(Json.of(value));
    }

    @Override
    void writeNull() {
        add(Json.NULL);
    }

    @Override
    boolean isInObject() {
        Open last = open.peek();
        return last != null && last.members != null;
    }
}
