package dev.outcrop.local.internal.validation;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The allowed values of a member. Shapes refer to each other by name, because they may be
 * recursive.
 */
sealed interface Shape {
    record Text(Range length, @Nullable Pattern pattern) implements Shape {}

    /** Bytes, in JSON as base64. */
    record Binary(Range length) implements Shape {}

    record Whole(Range value) implements Shape {}

    record Fraction(Range value) implements Shape {}

    record Flag() implements Shape {}

    /** Any JSON. */
    record Free() implements Shape {}

    record Choice(List<String> values) implements Shape {
        public Choice {
            values = List.copyOf(values);
        }
    }

    record Sequence(String element, Range length) implements Shape {}

    record Mapping(String key, String value, Range length) implements Shape {}

    /**
     * An object; its members in the order of declaration.
     *
     * @param union exactly one member is set
     * @param secret errors do not show its values
     */
    record Structure(Map<String, Member> members, boolean union, boolean secret) implements Shape {
        public Structure {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** A member of a structure. */
    record Member(String shape, boolean required) {}

    /** An inclusive range. */
    record Range(long min, long max) {
        static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
