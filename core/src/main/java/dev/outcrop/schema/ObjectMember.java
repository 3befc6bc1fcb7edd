package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedElement;
import java.util.regex.Pattern;

/** A record's component or a parameter, before its shape is known. */
record ObjectMember(
        String name,
        ResolvedType type,
        @Nullable String description,
        @Nullable String ifMissing,
        @Nullable MethodHandle getter) {
    /** The names of members that models support. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    ObjectMember {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a JSON member must be 1 to 64 letters, digits, _, . and -: "
                            + name
                            + "; rename it with @JsonName");
        }
    }

    static ObjectMember of(
            AnnotatedElement element,
            String inJava,
            ResolvedType type,
            @Nullable MethodHandle getter) {
        Default written = element.getAnnotation(Default.class);
        return new ObjectMember(
                ClassReflection.name(element, inJava),
                Nullness.nullable(element) ? type.asNullable() : type,
                ClassReflection.describedAs(element),
                written == null ? null : written.value(),
                getter);
    }

    /** Returns this member with a name that takes precedence, and its description if it has one. */
    ObjectMember with(JsonType.Parameters.Named named) {
        String described = named.description().isEmpty() ? description : named.description();
        return new ObjectMember(named.name(), type, described, ifMissing, getter);
    }

    Shape.Member member(TypeShapes shapes) {
        Shape shape = shapes.shape(type);
        Json standing = ifMissing == null ? null : defaultOf(shape, ifMissing);
        if (standing != null) {
            shapes.atTheEnd(() -> check(shape, standing));
        }
        return new Shape.Member(name, shape, description, standing, getter);
    }

    private void check(Shape shape, Json standing) {
        try {
            ValueReader.read(shape, standing);
        } catch (MismatchException e) {
            throw new IllegalArgumentException(
                    "invalid default of " + name + ": " + e.getMessage(), e);
        }
    }

    /** The bare text if a string is wanted; else the text as JSON. */
    private Json defaultOf(Shape shape, String text) {
        if (shape instanceof Shape.Maybe(Shape.Maybe.Holder holder, Shape value)) {
            return text.equals("null") ? Json.NULL : defaultOf(value, text);
        }
        boolean bare =
                shape instanceof Shape.Enumeration
                        || (shape instanceof Shape.Scalar scalar
                                && "string".equals(scalar.schema().string("type")));
        try {
            return bare ? Json.of(text) : Json.parse(text);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "the default of " + name + " is not JSON: " + text, e);
        }
    }
}
