package dev.outcrop.schema;

import dev.outcrop.internal.schema.DeepWalk;
import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Member;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * A Java type as JSON: its schema, and conversion of its values from and to JSON. Immutable, safe
 * for any number of threads; created once for each class.
 *
 * <p>Supported types are records and classes with one public constructor; enums; sealed interfaces
 * of records, distinguished by the member {@code type} (or {@code kind}, {@code variant}, if a
 * record has a {@code type} of its own) that contains the record's name; lists, sets, arrays; maps
 * from strings; {@code Optional} and its variants; strings, characters, numbers, booleans, {@code
 * byte[]} (as Base64), {@code UUID}, {@code URI}, the types of {@code java.time}; {@code Json} and
 * {@code Object} for any value. They may be nested, generic, and recursive.
 *
 * <p>Reading is strict: a value of another type is an error. A member is required unless {@code
 * Optional}, {@code @Nullable} (of any package) or {@link Default} makes it optional; null is
 * allowed only for the first two; a number must fit its type without loss (except the digits that a
 * {@code double} rounds); unknown members are errors. {@link JsonSchema#fitted(Json)} first
 * converts what models write with a clear meaning.
 *
 * @param <T> the type
 */
public final class JsonType<T> {
    private static final ClassValue<JsonType<?>> TYPES =
            new ClassValue<>() {
                @Override
                protected JsonType<?> computeValue(Class<?> type) {
                    return new JsonType<>(
                            TypeRef.class.isAssignableFrom(type)
                                    ? TypeRef.named(type)
                                    : ResolvedType.of(type));
                }
            };

    private final ResolvedType type;
    private final Shape shape;
    private final JsonSchema schema;

    private JsonType(ResolvedType type) {
        this.type = type;
        this.shape = TypeShapes.of(type);
        this.schema = JsonSchema.generated(SchemaGenerator.of(shape));
    }

    /**
     * Returns the JSON type of a class.
     *
     * @throws IllegalArgumentException if the class is none of those described above, or is in a
     *     module that does not open its package to {@code dev.outcrop}
     */
    @SuppressWarnings("unchecked") // the value kept for a class is of that class
    public static <T> JsonType<T> of(Class<T> type) {
        return (JsonType<T>) TYPES.get(type);
    }

    /**
     * Returns the JSON type of a type with arguments.
     *
     * @throws IllegalArgumentException as {@link #of(Class)}
     */
    @SuppressWarnings("unchecked") // the value kept for a TypeRef is of its argument
    public static <T> JsonType<T> of(TypeRef<T> type) {
        return (JsonType<T>) TYPES.get(type.getClass());
    }

    public JsonSchema schema() {
        return schema;
    }

    /** Returns a short name, of letters, digits and {@code _}: {@code List_Person}. */
    public String name() {
        return ClassReflection.simpleName(type);
    }

    Shape shape() {
        return shape;
    }

    /**
     * Converts JSON to a value.
     *
     * <p>JSON of more than 32 levels is read on a separate thread, and this method waits for it:
     * constructors must not depend on the current thread.
     *
     * @return the value; null only if the type is nullable and the JSON is null
     * @throws MismatchException if the JSON is not a value of the type, or a constructor rejects
     *     it; names all errors, up to 20
     * @throws Error thrown by a constructor
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // as the type argument says
    public T read(Json json) {
        return (T) DeepWalk.<@Nullable Object>walk(json, () -> ValueReader.read(shape, json));
    }

    /**
     * Converts a value to JSON; absent values are omitted from their objects.
     *
     * @throws IllegalArgumentException if the value contains null where the type does not allow it,
     *     an infinite number or NaN, more than 500 levels (as in a cyclic graph), or more than two
     *     million values
     */
    public Json write(T value) {
        return ValueWriter.write(shape, value);
    }

    /**
     * Converts a value to JSON by its class: records and all types described above, and collections
     * and maps of them.
     *
     * @throws IllegalArgumentException if it contains any other type, or as {@link #write}
     */
    public static Json json(@Nullable Object value) {
        return ValueWriter.any(value);
    }

    /** Returns the Java type. */
    @Override
    public String toString() {
        return type.toString();
    }

    /**
     * The parameters of a method as one JSON object: its schema, and conversion of JSON to
     * arguments. Immutable.
     *
     * <p>Names come from the class file, which has them if it was compiled with javac's {@code
     * -parameters}, or from {@link JsonName}, or from the caller. {@link Describe}, {@link
     * Default}, {@code @Nullable} and {@code Optional} have the same meaning as for a record's
     * component.
     */
    public static final class Parameters {
        private final List<Member> members;
        private final JsonSchema schema;

        private Parameters(List<ObjectMember> parts) {
            var shapes = new TypeShapes();
            this.members = parts.stream().map(part -> part.member(shapes)).toList();
            shapes.end();
            this.schema = JsonSchema.generated(SchemaGenerator.of(members));
        }

        /**
         * Returns the parameters of a method.
         *
         * @throws IllegalArgumentException if the names of the parameters are not known, or a type
         *     has no schema; the message says what to do
         */
        public static Parameters of(Method method) {
            return of(method, index -> true, parameter -> null);
        }

        /**
         * Returns some of the parameters of a method.
         *
         * @param included whether the parameter of this index is one of them
         * @param named returns a name that takes precedence; null for none
         * @throws IllegalArgumentException as {@link #of(Method)}
         */
        public static Parameters of(
                Method method, IntPredicate included, Function<Parameter, @Nullable Named> named) {
            return new Parameters(ObjectType.parameters(method, included, named));
        }

        /**
         * A name of a parameter.
         *
         * @param description for the model; if empty, that of {@link Describe}
         */
        public record Named(String name, String description) {
            public Named {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(description, "description");
            }
        }

        public JsonSchema schema() {
            return schema;
        }

        /**
         * Converts JSON to the arguments, in the order of the parameters.
         *
         * @throws MismatchException if the JSON does not match the schema; names all errors, up to
         *     20
         */
        public @Nullable Object[] read(Json json) {
            return DeepWalk.walk(json, () -> ValueReader.read(members, json));
        }
    }
}
