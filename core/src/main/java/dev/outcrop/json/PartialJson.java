package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Parses JSON that arrives in pieces, cut at any position, and returns the value so far. Members
 * and elements appear once they are complete; objects and arrays appear when they begin. Not safe
 * for use by several threads.
 *
 * <p>The cost of appending is proportional to the length of the pieces; the cost of each {@link
 * #value()} to the size of the objects and arrays that have not ended.
 */
public final class PartialJson {
    private final Json.Limits limits;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Json whole;
    private long length;
    private long count;
    private String half = "";

    public PartialJson(Json.Limits limits) {
        this.limits = limits;
        this.parser =
                JsonReader.factoryFor(limits)
                        .createNonBlockingByteArrayParser(ObjectReadContext.empty());
        this.feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
    }

    /**
     * Appends the next piece.
     *
     * @return how many values have begun or become complete so far; if it has not changed, neither
     *     has {@link #value()}
     * @throws JsonException if this cannot become JSON, or exceeds the limits
     */
    public long append(String piece) {
        length += piece.length();
        if (length > limits.maxBytes()) {
            throw new JsonException(
                    "JSON is too long: "
                            + length
                            + " characters; the limit is "
                            + limits.maxBytes());
        }
        String text = half + piece;
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        half = text.substring(end);
        feed(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
        return count;
    }

    /** Returns the value so far; null if there is none yet. */
    public @Nullable Json value() {
        if (whole != null) {
            return whole;
        }
        Json inner = null;
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            inner = each.next().soFar(inner);
        }
        return inner;
    }

    /** Whether the value is complete. */
    public boolean isWhole() {
        return whole != null;
    }

    private void feed(byte[] utf8) {
        try {
            feeder.feedInput(utf8, 0, utf8.length);
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                if (token == JsonToken.NOT_AVAILABLE) {
                    return;
                }
                take(token);
            }
        } catch (JacksonException e) {
            throw new JsonException(
                    "invalid JSON, or JSON beyond the limits, after " + length + " characters");
        }
    }

    private void take(JsonToken token) {
        if (whole != null) {
            throw new JsonException("more than one JSON value");
        }
        switch (token) {
            case START_OBJECT -> begin(new Open(new Json.Obj.Owned(), null));
            case START_ARRAY -> begin(new Open(null, new ArrayList<>()));
            case END_OBJECT, END_ARRAY -> add(open.pop().soFar(null));
            case PROPERTY_NAME -> open.element().name = parser.currentName();
            case VALUE_STRING -> add(new Json.Str(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    add(JsonReader.number(parser.getString(), length));
            case VALUE_TRUE -> add(Json.of(true));
            case VALUE_FALSE -> add(Json.of(false));
            case VALUE_NULL -> add(Json.NULL);
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no token: " + token);
        }
    }

    private void begin(Open begun) {
        open.push(begun);
        count();
    }

    private void count() {
        count++;
        if (count > 2L * limits.maxValues()) { // an object counts when it begins and when it ends
            throw new JsonException(
                    "JSON beyond the limits: more than " + limits.maxValues() + " values");
        }
    }

    private void add(Json value) {
        count();
        Open around = open.peek();
        if (around == null) {
            whole = value;
        } else {
            around.add(value);
        }
    }

    /** An object or an array that has not ended. */
    private static final class Open {
        private final Json.Obj.@Nullable Owned members;
        private final @Nullable List<Json> elements;
        private String name = "";

        Open(Json.Obj.@Nullable Owned members, @Nullable List<Json> elements) {
            this.members = members;
            this.elements = elements;
        }

        void add(Json value) {
            if (members != null) {
                members.put(name, value);
            } else if (elements != null) {
                elements.add(value);
            }
        }

        /** A copy that includes the value which has begun inside and not ended. */
        Json soFar(@Nullable Json inner) {
            if (members != null) {
                var copy = new Json.Obj.Owned(members);
                if (inner != null) {
                    copy.put(name, inner);
                }
                return new Json.Obj(copy);
            }
            var copy = new ArrayList<Json>(elements == null ? List.of() : elements);
            if (inner != null) {
                copy.add(inner);
            }
            return new Json.Arr(copy);
        }
    }
}
