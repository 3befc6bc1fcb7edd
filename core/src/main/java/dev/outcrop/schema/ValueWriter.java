package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Member;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Union;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Converts a Java value to JSON. Without recursion: values of any depth are safe, and are rejected
 * beyond a limit. For one thread.
 */
final class ValueWriter {
    private static final int DEEPEST = 500;
    private static final int MOST = 2_000_000;
    private static final Shape ANYTHING = new Shape.Any(Object.class);

    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private int count;

    /** An object or an array in progress, with the values that remain to be written. */
    private abstract static class Open {
        /** Begins the next element or member; false at the end. */
        abstract boolean next(ValueWriter writer);

        abstract void add(Json json);

        abstract Json end();
    }

    static Json write(Shape shape, @Nullable Object value) {
        var writer = new ValueWriter();
        Json json = writer.begun(shape, value);
        return json == null ? writer.whole() : json;
    }

    /** Converts by the class of the value, if there is no declared type. */
    static Json any(@Nullable Object value) {
        return write(ANYTHING, value);
    }

    private Json whole() {
        while (true) {
            Open last = open.getLast();
            if (!last.next(this)) {
                open.removeLast();
                Json json = last.end();
                if (open.isEmpty()) {
                    return json;
                }
                open.getLast().add(json);
            }
        }
    }

    /** Writes a single value, or opens an object or an array. */
    private void write(Open into, Shape shape, @Nullable Object value) {
        Json json = begun(shape, value);
        if (json != null) {
            into.add(json);
        }
    }

    /** The JSON of a single value; null if an object or an array was opened. */
    private @Nullable Json begun(Shape shape, @Nullable Object value) {
        if (++count > MOST) {
            throw new IllegalArgumentException(
                    "cannot convert to JSON: more than " + MOST + " values");
        }
        if (value == null) {
            if (shape instanceof Maybe || shape instanceof Shape.Any) {
                return Json.NULL;
            }
            throw new IllegalArgumentException("must not be null");
        }
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.writing().write(value);
            case Shape.Any any -> anything(value);
            case Shape.Enumeration enumeration -> constant(enumeration, value);
            case Shape.Sequence sequence -> opened(sequence(sequence.element(), value));
            case Shape.Mapping mapping -> opened(new OpenMap(mapping.value(), (Map<?, ?>) value));
            case Maybe maybe -> maybe(maybe, value);
            case Structure structure -> opened(new OpenStructure(structure, value));
            case Union union -> opened(new OpenStructure(variant(union, value), value));
        };
    }

    private @Nullable Json opened(Open begun) {
        if (open.size() == DEEPEST) {
            throw new IllegalArgumentException(
                    "cannot convert to JSON: nested more than " + DEEPEST + " levels deep");
        }
        open.addLast(begun);
        return null;
    }

    private @Nullable Json anything(Object value) {
        Object present = value;
        while (present instanceof Optional<?> optional) {
            present = optional.orElse(null);
        }
        return switch (present) {
            case null -> Json.NULL;
            case Json json -> json;
            case Map<?, ?> map -> opened(new OpenMap(ANYTHING, map));
            case Iterable<?> many -> opened(sequence(ANYTHING, many));
            case Object[] many -> opened(sequence(ANYTHING, many));
            default -> begun(TypeShapes.of(ResolvedType.of(classOf(present))), present);
        };
    }

    private static Class<?> classOf(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.getDeclaringClass();
            case CharSequence text -> CharSequence.class;
            case java.time.ZoneId zone -> java.time.ZoneId.class;
            default -> value.getClass();
        };
    }

    private static Json constant(Shape.Enumeration type, Object value) {
        for (var constant : type.constants().entrySet()) {
            if (constant.getValue().equals(value)) {
                return Json.of(constant.getKey());
            }
        }
        throw new IllegalArgumentException("not an enum constant of " + type.type().getName());
    }

    private @Nullable Json maybe(Maybe maybe, Object value) {
        Object present =
                switch (value) {
                    case Optional<?> some -> some.orElse(null);
                    case OptionalInt some -> some.isPresent() ? some.getAsInt() : null;
                    case OptionalLong some -> some.isPresent() ? some.getAsLong() : null;
                    case OptionalDouble some -> some.isPresent() ? some.getAsDouble() : null;
                    default -> value;
                };
        return present == null ? Json.NULL : begun(maybe.value(), present);
    }

    private static Structure variant(Union union, Object value) {
        for (Structure variant : union.variants()) {
            if (variant.type == value.getClass()) {
                return variant;
            }
        }
        throw new IllegalArgumentException(
                "not one of the permitted types of " + union.type.getName());
    }

    private static Open sequence(Shape element, Object value) {
        if (value instanceof Iterable<?> many) {
            return new OpenSequence(element, many.iterator());
        }
        int length = Array.getLength(value);
        var elements = new ArrayList<@Nullable Object>(length);
        for (int i = 0; i < length; i++) {
            elements.add(Array.get(value, i));
        }
        return new OpenSequence(element, elements.iterator());
    }

    private static final class OpenSequence extends Open {
        private final Shape element;
        private final Iterator<?> left;
        private final List<Json> written = new ArrayList<>();

        OpenSequence(Shape element, Iterator<?> left) {
            this.element = element;
            this.left = left;
        }

        @Override
        boolean next(ValueWriter writer) {
            if (!left.hasNext()) {
                return false;
            }
            writer.write(this, element, left.next());
            return true;
        }

        @Override
        void add(Json json) {
            written.add(json);
        }

        @Override
        Json end() {
            return new Json.Arr(written);
        }
    }

    private static final class OpenMap extends Open {
        private final Shape value;
        private final Iterator<? extends Map.Entry<?, ?>> left;
        private final Map<String, Json> written = new LinkedHashMap<>();
        private String name = "";

        OpenMap(Shape value, Map<?, ?> map) {
            this.value = value;
            this.left = map.entrySet().iterator();
        }

        @Override
        boolean next(ValueWriter writer) {
            if (!left.hasNext()) {
                return false;
            }
            Map.Entry<?, ?> entry = left.next();
            if (!(entry.getKey() instanceof String text)) {
                throw new IllegalArgumentException(
                        "cannot convert a map to JSON: its keys must be strings");
            }
            name = text;
            writer.write(this, value, entry.getValue());
            return true;
        }

        @Override
        void add(Json json) {
            written.put(name, json);
        }

        @Override
        Json end() {
            return new Json.Obj(written);
        }
    }

    private static final class OpenStructure extends Open {
        private final Structure structure;
        private final Object value;
        private final Map<String, Json> written = new LinkedHashMap<>();
        private int next;

        OpenStructure(Structure structure, Object value) {
            this.structure = structure;
            this.value = value;
            if (structure.tag != null) {
                written.put(structure.tag.name(), Json.of(structure.tag.value()));
            }
        }

        @Override
        boolean next(ValueWriter writer) {
            if (next == structure.members().size()) {
                return false;
            }
            Member member = structure.members().get(next++);
            writer.write(this, member.shape(), part(structure, member, value));
            return true;
        }

        @Override
        void add(Json json) {
            Member member = structure.members().get(next - 1);
            if (!(json instanceof Json.Null) || !(member.shape() instanceof Maybe)) {
                written.put(member.name(), json);
            }
        }

        @Override
        Json end() {
            return new Json.Obj(written);
        }
    }

    private static @Nullable Object part(Structure structure, Member member, Object owner) {
        MethodHandle getter = member.getter();
        if (getter == null) {
            throw new IllegalArgumentException(
                    structure.name
                            + " has no public method "
                            + member.name()
                            + "() to read its "
                            + member.name());
        }
        try {
            return getter.invoke(owner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("cannot read " + member.name(), e);
        }
    }
}
