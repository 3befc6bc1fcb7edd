package dev.outcrop.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/** The JSON structure of a Java type; schema, reading and writing are derived from it. */
sealed interface Shape {
    /** A single value: a string, a number or a boolean. */
    record Scalar(Class<?> type, Json.Obj schema, Reading reading, Writing writing)
            implements Shape {
        /** Converts the values that it can read, and throws {@link Unreadable} for any other. */
        interface Reading {
            Object read(Json json);
        }

        interface Writing {
            Json write(Object value);
        }
    }

    /** Any JSON: as {@code Json} or one of its types, or as plain Java for {@code Object}. */
    record Any(Class<?> type) implements Shape {}

    record Enumeration(Class<?> type, @Nullable String description, Map<String, Object> constants)
            implements Shape {}

    record Sequence(Kind kind, Class<?> elementType, Shape element) implements Shape {
        enum Kind {
            LIST,
            SET,
            ARRAY
        }
    }

    /** An object whose names are data. */
    record Mapping(Shape value) implements Shape {}

    /** An optional value. */
    record Maybe(Holder holder, Shape value) implements Shape {
        enum Holder {
            NULL,
            OPTIONAL,
            INT,
            LONG,
            DOUBLE
        }
    }

    /** Members and a constructor. A class, not a record, because it may be recursive. */
    final class Structure implements Shape {
        final Class<?> type;
        final String name;
        final @Nullable String description;
        final @Nullable Tag tag;
        private @Nullable List<Member> members;
        private @Nullable MethodHandle constructor;

        Structure(Class<?> type, String name, @Nullable String description, @Nullable Tag tag) {
            this.type = type;
            this.name = name;
            this.description = description;
            this.tag = tag;
        }

        void complete(List<Member> all, MethodHandle made) {
            members = List.copyOf(all);
            constructor = made;
        }

        List<Member> members() {
            return present(members);
        }

        MethodHandle constructor() {
            return present(constructor);
        }

        private static <T> T present(@Nullable T part) {
            if (part == null) {
                throw new IllegalStateException("this shape is still being made");
            }
            return part;
        }
    }

    /**
     * One of several structures, distinguished by a tag. A class, not a record, because it may be
     * recursive.
     */
    final class Union implements Shape {
        final Class<?> type;
        final String name;
        final @Nullable String description;
        final String tag;
        private List<Structure> variants = List.of();

        Union(Class<?> type, String name, @Nullable String description, String tag) {
            this.type = type;
            this.name = name;
            this.description = description;
            this.tag = tag;
        }

        void complete(List<Structure> all) {
            variants = List.copyOf(all);
        }

        List<Structure> variants() {
            return variants;
        }
    }

    /** The member that distinguishes the structures of a union. */
    record Tag(String name, String value) {}

    /**
     * A component of a record, or a parameter.
     *
     * @param ifMissing its value if it is omitted
     * @param getter null if the value cannot be read from its owner
     */
    record Member(
            String name,
            Shape shape,
            @Nullable String description,
            @Nullable Json ifMissing,
            @Nullable MethodHandle getter) {
        boolean required() {
            return ifMissing == null && !(shape instanceof Maybe);
        }
    }

    /** Thrown when a scalar cannot be read from JSON; says what is wrong with it. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what, null, false, false);
        }
    }
}
