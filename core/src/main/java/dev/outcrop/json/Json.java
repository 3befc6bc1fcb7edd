package dev.outcrop.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value: immutable, with members in their original order and numbers in their original
 * notation.
 *
 * <p>Two values are equal when they are the same JSON: the order of members is ignored; {@code 1},
 * {@code 1.0} and {@code 1e0} are the same number. {@code toString()} is the JSON text, and so is
 * what Jackson 2 and 3 write for a value. They also read values of the types {@code Json}, {@link
 * Obj} and {@link Arr}: fractions as doubles, or exactly with {@code USE_BIG_DECIMAL_FOR_FLOATS}.
 * They read {@code null} as Java's null, except inside another value.
 */
public sealed interface Json {
    /** The JSON {@code null}. */
    Json NULL = new Null();

    /** The object without members. */
    Obj EMPTY = new Obj(Map.of());

    /** Members by name, in order. If a name occurs twice, the last value counts. */
    record Obj(@JsonValue Map<String, Json> members) implements Json {
        public Obj {
            members =
                    Collections.unmodifiableMap(
                            members instanceof Owned ? members : JsonParts.copy(members));
        }

        /** Returns an object of plain Java values, as {@link Json#from(Object)} accepts them. */
        @JsonCreator
        public static Obj from(Map<String, ?> map) {
            return Json.object(map);
        }

        /**
         * A map created only in this package and not changed after it was passed on: needs no copy.
         */
        static final class Owned extends LinkedHashMap<String, Json> {
            private static final long serialVersionUID = 1L;

            /** Most objects have few members. */
            Owned() {
                super(4);
            }

            Owned(Map<String, Json> members) {
                super(members);
            }
        }

        /** Returns the member of that name, or null if there is none. */
        public @Nullable Json get(String name) {
            return members.get(name);
        }

        /** Returns the string of that name, or null if the member is missing or not a string. */
        public @Nullable String string(String name) {
            return members.get(name) instanceof Str(String value) ? value : null;
        }

        /**
         * Returns the object of that name, or the empty object if the member is missing or not an
         * object.
         */
        public Obj object(String name) {
            return members.get(name) instanceof Obj object ? object : EMPTY;
        }

        /**
         * Returns the elements of the array of that name, or an empty list if the member is missing
         * or not an array.
         */
        public List<Json> array(String name) {
            return members.get(name) instanceof Arr(List<Json> elements) ? elements : List.of();
        }

        /**
         * Returns the integer of that name, or {@code otherwise} if it is missing, not a number,
         * not an integer or too large.
         */
        public long integer(String name, long otherwise) {
            return members.get(name) instanceof Num number && number.isLong()
                    ? number.longValue()
                    : otherwise;
        }

        public boolean isEmpty() {
            return members.isEmpty();
        }

        /** Returns this object with one member set; an existing one keeps its position. */
        public Obj with(String name, Json value) {
            var copy = new Owned(members);
            copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
            return new Obj(copy);
        }

        /** Returns this object without the members of those names. */
        public Obj without(String... names) {
            var gone = List.of(names);
            if (Collections.disjoint(gone, members.keySet())) {
                return this;
            }
            var kept = new Owned();
            for (var member : members.entrySet()) {
                if (!gone.contains(member.getKey())) {
                    kept.put(member.getKey(), member.getValue());
                }
            }
            return kept.isEmpty() ? EMPTY : new Obj(kept);
        }

        /**
         * Returns this object with another one merged into it: objects are merged, {@code null}
         * removes a member, any other value replaces the existing one.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
         */
        public Obj merged(Obj patch) {
            return patch.isEmpty() ? this : MergePatch.apply(this, patch);
        }

        /** Replaces the record's own, which needs several times the stack for each level. */
        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Obj that) || members.size() != that.members.size()) {
                return false;
            }
            for (var member : members.entrySet()) {
                if (!member.getValue().equals(that.members.get(member.getKey()))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int sum = 0;
            for (var member : members.entrySet()) {
                sum += member.getKey().hashCode() ^ member.getValue().hashCode();
            }
            return sum;
        }

        @Override
        public String toString() {
            return JsonWriter.text(this);
        }
    }

    /** An array: its elements, in order. */
    record Arr(@JsonValue List<Json> elements) implements Json {
        public Arr {
            elements = JsonParts.copy(elements);
        }

        /** Returns an array of plain Java values, as {@link Json#from(Object)} accepts them. */
        @JsonCreator
        public static Arr from(List<?> list) {
            return (Arr) Json.from(Objects.requireNonNull(list, "list"));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Arr that) || elements.size() != that.elements.size()) {
                return false;
            }
            for (int i = 0; i < elements.size(); i++) {
                if (!elements.get(i).equals(that.elements.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (Json element : elements) {
                hash = 31 * hash + element.hashCode();
            }
            return hash;
        }

        @Override
        public String toString() {
            return JsonWriter.text(this);
        }
    }

    /**
     * A string. It may contain an unpaired surrogate: models send them, and they are sent back
     * unchanged. (The name of a member may not: text with such a name is rejected.)
     */
    record Str(@JsonValue String value) implements Json {
        public Str {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return JsonWriter.text(this);
        }
    }

    /** A number in its original notation: {@code 1.50} stays {@code 1.50}, and no digit is lost. */
    record Num(String literal) implements Json {
        public Num {
            Objects.requireNonNull(literal, "literal");
            if (!JsonNumbers.isNumber(literal)) {
                throw new IllegalArgumentException(
                        "not a JSON number: " + JsonNumbers.shown(literal));
            }
        }

        /**
         * Returns this number, exactly. Do not expand an untrusted one to digits: {@code
         * 1e999999999} is small until then.
         *
         * @throws NumberFormatException if its exponent does not fit an int
         */
        @JsonValue
        public BigDecimal decimalValue() {
            return new BigDecimal(literal);
        }

        /** Returns the nearest double; infinite if the number is too large. */
        public double doubleValue() {
            return Double.parseDouble(literal);
        }

        /** Whether this is an integer, without fraction or exponent, that fits a long. */
        public boolean isLong() {
            return JsonNumbers.isLong(literal);
        }

        /**
         * Returns this number as a long.
         *
         * @throws NumberFormatException if it is not {@link #isLong()}
         */
        public long longValue() {
            return Long.parseLong(literal);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Num(String that)
                    && (literal.equals(that) || JsonNumbers.sameValue(literal, that));
        }

        @Override
        public int hashCode() {
            return Double.hashCode(doubleValue() + 0.0);
        }

        @Override
        public String toString() {
            return literal;
        }
    }

    /** A boolean. */
    record Bool(@JsonValue boolean value) implements Json {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Null; the one instance is {@link #NULL}. */
    record Null() implements Json {
        @JsonValue
        public @Nullable Object value() {
            return null;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /**
     * Parses one JSON document.
     *
     * @throws JsonException if the text is not exactly one document, or exceeds {@link
     *     Limits#DEFAULT}
     */
    static Json parse(String text) {
        return JsonReader.of(text, Limits.DEFAULT).document();
    }

    /**
     * Parses one JSON document.
     *
     * @throws JsonException if the text is not exactly one document, or exceeds the limits
     */
    static Json parse(String text, Limits limits) {
        return JsonReader.of(text, limits).document();
    }

    /**
     * Parses one JSON document of UTF-8 bytes. A byte order mark at the start is skipped; UTF-16,
     * UTF-32 and malformed UTF-8 are rejected.
     *
     * @throws JsonException if the bytes are not exactly one document, or pass {@link
     *     Limits#DEFAULT}
     */
    static Json parse(byte[] utf8) {
        return parse(utf8, Limits.DEFAULT);
    }

    static Json parse(byte[] utf8, Limits limits) {
        return JsonReader.of(utf8, limits).document();
    }

    /** Reads one JSON document from a stream to its end, as {@link #parse(byte[])} does. */
    static Json parse(InputStream utf8) throws IOException {
        return parse(utf8.readNBytes((int) Limits.DEFAULT.maxBytes() + 1));
    }

    static Json of(@Nullable String value) {
        return value == null ? NULL : new Str(value);
    }

    static Json of(long value) {
        return new Num(Long.toString(value));
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException if the value is infinite or not a number, which JSON does
     *     not support
     */
    static Json of(double value) {
        return new Num(JsonNumbers.literal(value));
    }

    static Json of(boolean value) {
        return new Bool(value);
    }

    /** Returns an array. */
    static Arr array(Json... elements) {
        return new Arr(Arrays.asList(elements));
    }

    /**
     * Converts plain Java values to JSON: maps with string keys, collections, strings, numbers,
     * booleans, null, and {@code Json} itself, nested up to 1,000 levels.
     *
     * @throws IllegalArgumentException for any other class, a map whose keys are not strings, or
     *     more levels
     */
    @JsonCreator
    static Json from(@Nullable Object value) {
        return JavaValues.toJson(value);
    }

    /** Returns an object of plain Java values, as {@link #from(Object)} accepts them. */
    static Obj object(Map<String, ?> members) {
        return (Obj) from(Objects.requireNonNull(members, "members"));
    }

    /**
     * Limits for parsing JSON. They apply to everything read from outside.
     *
     * @param maxBytes longest document, in bytes (characters, when read from a string)
     * @param maxDepth deepest nesting of objects and arrays
     * @param maxValues how many values there may be in all: each takes up to a hundred bytes of
     *     memory, however short it is as text
     */
    record Limits(long maxBytes, int maxDepth, int maxValues) {
        private static final int USUAL_VALUES = 5_000_000;

        /**
         * 128 MiB, 1,000 levels and five million values: more than the 25 MB that Bedrock accepts
         * as a body, less than what would exhaust memory.
         */
        public static final Limits DEFAULT = new Limits(128L << 20, 1_000);

        public Limits {
            if (maxBytes < 1) {
                throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
            }
            if (maxDepth < 1 || maxDepth > 1_000) {
                throw new IllegalArgumentException("maxDepth must be from 1 to 1000: " + maxDepth);
            }
            if (maxValues < 1) {
                throw new IllegalArgumentException("maxValues must be at least 1: " + maxValues);
            }
        }

        /** Creates limits with the {@link #maxValues} of {@link #DEFAULT}. */
        public Limits(long maxBytes, int maxDepth) {
            this(maxBytes, maxDepth, USUAL_VALUES);
        }
    }
}
