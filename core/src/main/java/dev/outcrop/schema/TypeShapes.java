package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Enumeration;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Tag;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** Finds the shape of a Java type. Used for one requested type, then discarded. */
final class TypeShapes {
    /** A generic type that contains itself with ever longer arguments has no end. */
    private static final int DEEPEST = 100;

    private static final Map<Class<?>, Shape.Sequence.Kind> SEQUENCES =
            Map.of(
                    List.class, Shape.Sequence.Kind.LIST,
                    Collection.class, Shape.Sequence.Kind.LIST,
                    Iterable.class, Shape.Sequence.Kind.LIST,
                    SequencedCollection.class, Shape.Sequence.Kind.LIST,
                    Set.class, Shape.Sequence.Kind.SET,
                    SequencedSet.class, Shape.Sequence.Kind.SET);

    private static final Map<Class<?>, Maybe> OPTIONALS =
            Map.of(
                    OptionalInt.class, new Maybe(Maybe.Holder.INT, scalar(int.class)),
                    OptionalLong.class, new Maybe(Maybe.Holder.LONG, scalar(long.class)),
                    OptionalDouble.class, new Maybe(Maybe.Holder.DOUBLE, scalar(double.class)));

    private final Map<Known, Shape> known = new HashMap<>();
    private final List<Runnable> last = new ArrayList<>();
    private int depth;

    /** The key for structures and unions in progress, so that a type may be recursive. */
    private record Known(ResolvedType type, @Nullable Tag tag) {}

    static Shape of(ResolvedType type) {
        var shapes = new TypeShapes();
        Shape shape = shapes.shape(type);
        shapes.end();
        return shape;
    }

    /** Runs a check once a recursive type is complete. */
    void atTheEnd(Runnable check) {
        last.add(check);
    }

    void end() {
        last.forEach(Runnable::run);
    }

    Shape shape(ResolvedType type) {
        if (depth == DEEPEST) {
            throw unsupported(type, "nests types more than " + DEEPEST + " deep");
        }
        depth++;
        try {
            if (!type.nullable()) {
                return present(type);
            }
            Shape shape = present(type.withoutNull());
            return shape instanceof Maybe || shape instanceof Shape.Any
                    ? shape
                    : new Maybe(Maybe.Holder.NULL, shape);
        } finally {
            depth--;
        }
    }

    private Shape present(ResolvedType type) {
        Class<?> raw = type.raw();
        Shape.Scalar scalar = Scalars.all().get(raw);
        if (scalar != null) {
            return scalar;
        }
        if (raw == Object.class || Json.class.isAssignableFrom(raw)) {
            return new Shape.Any(raw);
        }
        if (raw.isArray()) {
            ResolvedType element = type.argument(0);
            return new Shape.Sequence(Shape.Sequence.Kind.ARRAY, element.raw(), shape(element));
        }
        Shape.Sequence.Kind kind = SEQUENCES.get(raw);
        if (kind != null) {
            return new Shape.Sequence(kind, Object.class, shape(type.argument(0)));
        }
        if (raw == Map.class || raw == SequencedMap.class) {
            return mapping(type);
        }
        if (raw == Optional.class) {
            return optional(type);
        }
        Maybe optional = OPTIONALS.get(raw);
        if (optional != null) {
            return optional;
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (raw.isSealed() && (raw.isInterface() || ClassReflection.isAbstract(raw))) {
            return union(type);
        }
        return structure(type, null);
    }

    private Shape mapping(ResolvedType type) {
        if (type.argument(0).raw() != String.class) {
            throw unsupported(type, "the keys of a map must be strings");
        }
        return new Shape.Mapping(shape(type.argument(1)));
    }

    private Shape optional(ResolvedType type) {
        Shape value = shape(type.argument(0));
        if (value instanceof Maybe) {
            throw unsupported(
                    type,
                    "an Optional must not contain an Optional or a nullable value: JSON has only"
                            + " one null");
        }
        return new Maybe(Maybe.Holder.OPTIONAL, value);
    }

    private static Shape enumeration(Class<?> type) {
        var constants = new LinkedHashMap<String, Object>();
        var descriptions = new StringBuilder(ClassReflection.description(type, ""));
        for (Object constant : type.getEnumConstants()) {
            Field field = ClassReflection.field((Enum<?>) constant);
            String name = ClassReflection.name(field, ((Enum<?>) constant).name());
            constants.put(name, constant);
            String description = ClassReflection.description(field, "");
            if (!description.isEmpty()) {
                descriptions
                        .append(descriptions.isEmpty() ? "" : "\n")
                        .append(name)
                        .append(": ")
                        .append(description);
            }
        }
        return new Enumeration(
                type, descriptions.isEmpty() ? null : descriptions.toString(), constants);
    }

    private Shape union(ResolvedType type) {
        Shape made = known.get(new Known(type, null));
        if (made != null) {
            return made;
        }
        List<ResolvedType> variants = Variants.of(type);
        String tag = Variants.tag(type, variants);
        var union =
                new Shape.Union(
                        type.raw(),
                        ClassReflection.simpleName(type),
                        ClassReflection.describedAs(type.raw()),
                        tag);
        known.put(new Known(type, null), union);
        union.complete(
                variants.stream()
                        .map(variant -> structure(variant, Variants.tagged(tag, variant)))
                        .toList());
        return union;
    }

    Structure structure(ResolvedType type, @Nullable Tag tag) {
        if (known.get(new Known(type, tag)) instanceof Structure made) {
            return made;
        }
        ObjectType owner = ObjectType.of(type);
        var structure =
                new Structure(
                        type.raw(),
                        ClassReflection.simpleName(type),
                        ClassReflection.describedAs(type.raw()),
                        tag);
        known.put(new Known(type, tag), structure);
        structure.complete(
                owner.parts().stream().map(part -> part.member(this)).toList(),
                owner.constructor());
        return structure;
    }

    static IllegalArgumentException unsupported(ResolvedType type, String why) {
        return new IllegalArgumentException("no JSON schema for " + type + ": " + why);
    }

    private static Shape scalar(Class<?> type) {
        return Objects.requireNonNull(Scalars.all().get(type));
    }
}
