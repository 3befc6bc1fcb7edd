package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Member;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a method as one JSON object: its schema, and conversion of JSON to arguments.
 * Immutable.
 *
 * <p>Names come from the class file, which has them if it was compiled with javac's {@code
 * -parameters}, or from {@link JsonName}. {@link Describe}, {@link Default}, {@code @Nullable} and
 * {@code Optional} have the same meaning as for a record's component.
 */
public final class MethodParameters {
    private final List<Member> members;
    private final JsonSchema schema;

    private MethodParameters(List<ObjectMember> parts) {
        var shapes = new TypeShapes();
        this.members = parts.stream().map(part -> part.member(shapes)).toList();
        shapes.end();
        this.schema = JsonSchema.generated(SchemaGenerator.of(members));
    }

    /**
     * Returns the parameters of a method.
     *
     * @throws IllegalArgumentException if the names of the parameters are not known, or a type has
     *     no schema; the message says what to do
     */
    public static MethodParameters of(Method method) {
        return new MethodParameters(ObjectType.parameters(method, Map.of(), null));
    }

    public JsonSchema schema() {
        return schema;
    }

    /**
     * Converts JSON to the arguments, in the order of the parameters.
     *
     * @throws MismatchException if the JSON does not match the schema; names all errors, up to 20
     */
    public @Nullable Object[] read(Json json) {
        return Deep.walk(json, () -> ValueReader.read(members, json));
    }
}
