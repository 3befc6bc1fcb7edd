package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Member;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/**
 * A Java type as JSON: its schema, and its values from JSON and back. Immutable, for any number of
 * threads; made once for each class.
 *
 * <p>The types are records and classes with one public constructor; enums; sealed interfaces of
 * records, told apart by the member {@code type} (or {@code kind}, {@code variant}, where a record
 * has a {@code type} of its own) that holds the record's name; lists, sets, arrays; maps from
 * strings; {@code Optional} and its like; strings, characters, numbers, booleans, {@code byte[]}
 * (as Base64), {@code UUID}, {@code URI}, the types of {@code java.time}; {@code Json} and {@code
 * Object} for any value. They may be nested in each other, be generic, and hold themselves.
 *
 * <p>Reading is strict: a value is read as what it is, or it is a fault. What {@code Optional},
 * {@code @Nullable} (of any package) or {@link Default} does not make optional must be there; null
 * is only for the first two; a number must fit its type without loss (but for the digits that a
 * {@code double} rounds); there is no member that the type does not know. {@link
 * JsonSchema#fitted(Json)} brings what models plainly mean into that form.
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
     * The type of a class.
     *
     * @throws IllegalArgumentException if the class is none of those described above, or is in a
     *     module that does not open its package to {@code dev.outcrop}
     */
    @SuppressWarnings("unchecked") // the value kept for a class is of that class
    public static <T> JsonType<T> of(Class<T> type) {
        return (JsonType<T>) TYPES.get(type);
    }

    /**
     * The type that stands between the angle brackets.
     *
     * @throws IllegalArgumentException as {@link #of(Class)}
     */
    @SuppressWarnings("unchecked") // the value kept for a TypeOf is of its argument
    public static <T> JsonType<T> of(TypeRef<T> type) {
        return (JsonType<T>) TYPES.get(type.getClass());
    }

    public JsonSchema schema() {
        return schema;
    }

    /** A short name, of letters, digits and {@code _}: {@code List_Person}. */
    public String name() {
        return ClassReflection.simpleName(type);
    }

    Shape shape() {
        return shape;
    }

    /**
     * Makes a value of JSON.
     *
     * <p>JSON of more than 32 levels is read on a thread of its own, which this waits for:
     * constructors must not depend on the thread they run on.
     *
     * @return the value; null only where the type is nullable and the JSON is null
     * @throws MismatchException if the JSON is no value of the type, or a constructor refuses it;
     *     names all faults, up to 20
     * @throws Error that a constructor throws
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // as the type argument says
    public T read(Json json) {
        return (T) Deep.<@Nullable Object>walk(json, () -> ValueReader.read(shape, json));
    }

    /**
     * Makes JSON of a value; absent values are left out of their objects.
     *
     * @throws IllegalArgumentException if the value holds null where the type does not say so, a
     *     number that is none, more than 500 levels (a graph that leads back to itself has no end),
     *     or more than two million values
     */
    public Json write(T value) {
        return ValueWriter.write(shape, value);
    }

    /**
     * Makes JSON of a value by its class: of records and all that is described above, and of
     * collections and maps of them.
     *
     * @throws IllegalArgumentException if there is something else in it, or as {@link #write}
     */
    public static Json json(@Nullable Object value) {
        return ValueWriter.any(value);
    }

    /** The Java type. */
    @Override
    public String toString() {
        return type.toString();
    }

    /**
     * The parameters of a method as one JSON object: its schema, and arguments from JSON.
     * Immutable.
     *
     * <p>Names come from the class file, which has them if it was compiled with javac's {@code
     * -parameters}, or from {@link JsonName}. {@link Describe}, {@link Default}, {@code @Nullable}
     * and {@code Optional} mean what they mean on a record's component.
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
         * The parameters of a method.
         *
         * @throws IllegalArgumentException if the names of the parameters are not known, or a type
         *     has no schema; says what to do
         */
        public static Parameters of(Method method) {
            return new Parameters(ObjectType.parameters(method, Map.of(), null));
        }

        public JsonSchema schema() {
            return schema;
        }

        /**
         * The arguments, in the order of the parameters.
         *
         * @throws MismatchException if the JSON is not what the schema says; names all faults, up
         *     to 20
         */
        public @Nullable Object[] read(Json json) {
            return Deep.walk(json, () -> ValueReader.read(members, json));
        }
    }
}
