package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Member;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Union;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes JSON of a Java value. */
final class ValueWriter {
    private static final int DEEPEST = 500;

    private ValueWriter() {}

    static Json write(Shape shape, @Nullable Object value) {
        return json(shape, value, 0);
    }

    private static Json json(Shape shape, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "values that become JSON must not be deeper than " + DEEPEST + " levels");
        }
        if (value == null) {
            if (shape instanceof Maybe || shape instanceof Shape.Any) {
                return Json.NULL;
            }
            throw new IllegalArgumentException("is null, and must not be");
        }
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.writing().write(value);
            case Shape.Any any -> any(value, depth);
            case Shape.Enumeration enumeration -> constant(enumeration, value);
            case Shape.Sequence sequence -> sequence(sequence.element(), value, depth);
            case Shape.Mapping mapping -> mapping(mapping.value(), (Map<?, ?>) value, depth);
            case Maybe maybe -> maybe(maybe, value, depth);
            case Structure structure -> structure(structure, value, depth);
            case Union union -> union(union, value, depth);
        };
    }

    /** By the class of the value, where no type says more. */
    static Json any(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> Json.NULL;
            case Json json -> json;
            case Map<?, ?> map -> mapping(new Shape.Any(Object.class), map, depth);
            case Iterable<?> many -> sequence(new Shape.Any(Object.class), many, depth);
            case Object[] many -> sequence(new Shape.Any(Object.class), many, depth);
            case Optional<?> optional -> any(optional.orElse(null), depth);
            default -> json(Shapes.of(TypeRef.of(classOf(value))), value, depth);
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
        throw new IllegalArgumentException("no constant of " + type.type().getName());
    }

    private static Json sequence(Shape element, Object value, int depth) {
        var elements = new ArrayList<Json>();
        if (value instanceof Iterable<?> many) {
            many.forEach(one -> elements.add(json(element, one, depth + 1)));
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(json(element, Array.get(value, i), depth + 1));
            }
        }
        return new Json.Arr(elements);
    }

    private static Json mapping(Shape value, Map<?, ?> map, int depth) {
        var members = new LinkedHashMap<String, Json>();
        map.forEach(
                (name, member) -> {
                    if (!(name instanceof String text)) {
                        throw new IllegalArgumentException(
                                "the keys of a map that becomes JSON must be strings");
                    }
                    members.put(text, json(value, member, depth + 1));
                });
        return new Json.Obj(members);
    }

    private static Json maybe(Maybe maybe, Object value, int depth) {
        Object present =
                switch (value) {
                    case Optional<?> some -> some.orElse(null);
                    case OptionalInt some -> some.isPresent() ? some.getAsInt() : null;
                    case OptionalLong some -> some.isPresent() ? some.getAsLong() : null;
                    case OptionalDouble some -> some.isPresent() ? some.getAsDouble() : null;
                    default -> value;
                };
        return present == null ? Json.NULL : json(maybe.value(), present, depth);
    }

    private static Json union(Union union, Object value, int depth) {
        for (Structure variant : union.variants()) {
            if (variant.type == value.getClass()) {
                return structure(variant, value, depth);
            }
        }
        throw new IllegalArgumentException("no variant of " + union.type.getName());
    }

    private static Json structure(Structure structure, Object value, int depth) {
        var members = new LinkedHashMap<String, Json>();
        if (structure.tag != null) {
            members.put(structure.tag.name(), Json.of(structure.tag.value()));
        }
        for (Member member : structure.members()) {
            Json json = json(member.shape(), part(structure, member, value), depth + 1);
            if (!(json instanceof Json.Null) || !(member.shape() instanceof Maybe)) {
                members.put(member.name(), json);
            }
        }
        return new Json.Obj(members);
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
