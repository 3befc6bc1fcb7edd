package dev.outcrop.schema;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Map;

/**
 * A generic type with its arguments, which a {@code Class} cannot represent: {@code new
 * TypeRef<List<Person>>() {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
    /**
     * Called by the anonymous class that names the type.
     *
     * @throws IllegalArgumentException if this is not created as {@code new TypeRef<…>() {}}
     */
    protected TypeRef() {
        argument(getClass());
    }

    /** The type between the angle brackets. */
    static ResolvedType named(Class<?> anonymous) {
        return ResolvedType.of(argument(anonymous), Map.of());
    }

    private static AnnotatedType argument(Class<?> anonymous) {
        if (anonymous.getSuperclass() == TypeRef.class
                && anonymous.getAnnotatedSuperclass() instanceof AnnotatedParameterizedType type) {
            return type.getAnnotatedActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(
                "a TypeRef needs its type between the angle brackets:"
                        + " new TypeRef<List<Person>>() {}");
    }
}
