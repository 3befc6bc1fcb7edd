package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A pull reader of JSON; skipped values create no tree. Not safe for use by several threads.
 *
 * <p>An object is read as {@code reader.object(); for (String name; (name = reader.name()) != null;
 * ) …}, where each round reads or {@link #skip() skips} exactly one value. Every method throws
 * {@link JsonException} if the text is not JSON, is not what was requested, or exceeds the limits.
 */
public final class JsonReader {
    /** One for each depth; the length of a document is known before it is read. */
    private static final AtomicReferenceArray<@Nullable JsonFactory> FACTORIES =
            new AtomicReferenceArray<>(Json.Limits.DEFAULT.maxDepth() + 1);

    private final JsonParser parser;
    private final int maxValues;
    private int values;

    private JsonReader(JsonParser parser, int maxValues) {
        this.parser = parser;
        this.maxValues = maxValues;
    }

    public static JsonReader of(byte[] utf8, Json.Limits limits) {
        return of(utf8, 0, utf8.length, limits);
    }

    /**
     * Reads a part of an array, which must stay unchanged until the reader is done. It must be
     * UTF-8; a byte order mark at its start is skipped.
     */
    public static JsonReader of(byte[] utf8, int offset, int length, Json.Limits limits) {
        refuseLonger(length, limits);
        Objects.checkFromIndexSize(offset, length, utf8.length);
        int fault = Utf8.firstFault(utf8, offset, offset + length);
        if (fault >= 0) {
            throw new JsonException("not JSON at offset " + (fault - offset) + ": not UTF-8");
        }
        int mark = Utf8.markAt(utf8, offset, offset + length);
        return new JsonReader(
                factoryFor(limits)
                        .createParser(
                                ObjectReadContext.empty(), utf8, offset + mark, length - mark),
                limits.maxValues());
    }

    public static JsonReader of(String text, Json.Limits limits) {
        refuseLonger(text.length(), limits);
        return new JsonReader(
                factoryFor(limits).createParser(ObjectReadContext.empty(), text),
                limits.maxValues());
    }

    /** Enters an object. */
    public void object() {
        expect(next(), JsonToken.START_OBJECT, "an object");
    }

    /**
     * Returns the name of the next member; at the end of the object, leaves it and returns null.
     */
    public @Nullable String name() {
        try {
            String name = parser.nextName();
            if (name == null && parser.currentToken() != JsonToken.END_OBJECT) {
                throw unexpected("a member or the end of the object");
            }
            return name;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Returns the next value, which must be a string. */
    public String string() {
        try {
            String value = parser.nextStringValue();
            if (value == null) {
                throw unexpected("a string");
            }
            return value;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Returns the next value, which must be an integer from 0 to 2^31-1. */
    public int index() {
        try {
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() != JsonParser.NumberType.INT
                    || parser.getIntValue() < 0) {
                throw unexpected("a whole number from 0 to " + Integer.MAX_VALUE);
            }
            return parser.getIntValue();
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Returns the next value, of any type. */
    public Json value() {
        try {
            return read(next());
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Skips the next value. */
    public void skip() {
        try {
            next();
            parser.skipChildren();
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Checks that nothing follows. */
    public void end() {
        try {
            if (parser.nextToken() != null) {
                throw unexpected("the end of the document");
            }
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    Json document() {
        Json value = value();
        end();
        return value;
    }

    /** Without recursion: the caller's stack may be small. */
    private Json read(JsonToken first) {
        Open last = null;
        JsonToken token = first;
        while (true) {
            Json value;
            if (last != null && token == last.end()) {
                value = last.whole();
                last = last.around;
            } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                count();
                last = new Open(last, token == JsonToken.START_OBJECT);
                value = null;
            } else {
                count();
                value = single(token);
            }
            if (value != null) {
                if (last == null) {
                    return value;
                }
                last.add(value);
            }
            token = following(Objects.requireNonNull(last));
        }
    }

    /** The next value of an object or an array, or its end. */
    private JsonToken following(Open open) {
        if (open.members != null) {
            String name = parser.nextName();
            if (name == null) {
                if (parser.currentToken() != JsonToken.END_OBJECT) {
                    throw unexpected("a member or the end of the object");
                }
                return JsonToken.END_OBJECT;
            }
            open.name = name;
        }
        return next();
    }

    private Json single(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> new Json.Str(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> Json.NULL;
            default -> throw unexpected("a value");
        };
    }

    private void count() {
        if (++values > maxValues) {
            throw JsonException.beyondLimits(
                    "JSON beyond the limits at offset "
                            + offset()
                            + ": more than "
                            + maxValues
                            + " values");
        }
    }

    /** An object or an array that has begun and not ended. */
    private static final class Open {
        private final @Nullable Open around;
        private final Json.Obj.@Nullable Owned members;
        private final List<Json> elements;
        private String name = "";

        Open(@Nullable Open around, boolean isObject) {
            this.around = around;
            this.members = isObject ? new Json.Obj.Owned() : null;
            this.elements = isObject ? List.of() : new ArrayList<>();
        }

        JsonToken end() {
            return members != null ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }

        void add(Json value) {
            if (members != null) {
                members.put(name, value);
            } else {
                elements.add(value);
            }
        }

        Json whole() {
            return members != null ? new Json.Obj(members) : new Json.Arr(elements);
        }
    }

    private Json number(String literal) {
        return literal.length() > JsonNumbers.MAX_LENGTH
                ? number(literal, offset())
                : new Json.Num(literal);
    }

    /** The number, unless it is too long. */
    static Json number(String literal, long offset) {
        // Jackson's own limit does not count the sign, the point and the exponent's mark.
        if (literal.length() > JsonNumbers.MAX_LENGTH) {
            throw JsonException.beyondLimits(
                    "JSON beyond the limits at offset "
                            + offset
                            + ": a number of "
                            + literal.length()
                            + " characters; the limit is "
                            + JsonNumbers.MAX_LENGTH);
        }
        return new Json.Num(literal);
    }

    private JsonToken next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw unexpected("a value");
            }
            return token;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    private void expect(@Nullable JsonToken token, JsonToken wanted, String what) {
        if (token != wanted) {
            throw unexpected(what);
        }
    }

    private JsonException unexpected(String what) {
        JsonToken token = parser.currentToken();
        return new JsonException(
                "expected "
                        + what
                        + " at offset "
                        + offset()
                        + ", found "
                        + (token == null ? "the end of the text" : described(token)));
    }

    private JsonException broken(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return JsonException.beyondLimits(
                    "JSON beyond the limits at offset " + offset() + ": " + e.getOriginalMessage());
        }
        // Jackson's own message quotes the text around the error; that text may be a prompt.
        return new JsonException("not JSON at offset " + offset());
    }

    /** The current position, in bytes or, for a string, in characters. */
    public long offset() {
        long bytes = parser.currentLocation().getByteOffset();
        return bytes >= 0 ? bytes : parser.currentLocation().getCharOffset();
    }

    private static void refuseLonger(int length, Json.Limits limits) {
        if (length > limits.maxBytes()) {
            throw JsonException.beyondLimits(
                    "JSON of " + length + " bytes; the limit is " + limits.maxBytes());
        }
    }

    static JsonFactory factoryFor(Json.Limits limits) {
        JsonFactory known = FACTORIES.get(limits.maxDepth());
        if (known == null) {
            known = factory(limits.maxDepth());
            FACTORIES.set(limits.maxDepth(), known);
        }
        return known;
    }

    private static JsonFactory factory(int maxDepth) {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(maxDepth)
                                .maxStringLength(Integer.MAX_VALUE)
                                .maxNumberLength(JsonNumbers.MAX_LENGTH)
                                .build())
                .build();
    }

    private static String described(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of an array";
            case PROPERTY_NAME -> "a member";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }
}
