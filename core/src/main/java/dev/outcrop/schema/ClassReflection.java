package dev.outcrop.schema;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads properties of classes by reflection. */
final class ClassReflection {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private ClassReflection() {}

    static String name(AnnotatedElement element, String inJava) {
        JsonName named = element.getAnnotation(JsonName.class);
        return named == null ? inJava : named.value();
    }

    static @Nullable String describedAs(AnnotatedElement element) {
        Describe description = element.getAnnotation(Describe.class);
        return description == null ? null : description.value();
    }

    static String description(AnnotatedElement element, String otherwise) {
        String description = describedAs(element);
        return description == null ? otherwise : description;
    }

    static boolean isAbstract(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers());
    }

    /** As in {@code Page_Person} for {@code Page<Person>}. */
    static String simpleName(ResolvedType type) {
        var name =
                new StringBuilder(
                        type.raw().isArray()
                                ? "Array"
                                : name(type.raw(), type.raw().getSimpleName()));
        for (ResolvedType argument : type.arguments()) {
            name.append('_').append(simpleName(argument));
        }
        return name.toString();
    }

    static Field field(Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static MethodHandle handle(Constructor<?> constructor) {
        open(constructor, constructor.getDeclaringClass());
        try {
            return LOOKUP.unreflectConstructor(constructor);
        } catch (IllegalAccessException e) {
            throw closed(constructor.getDeclaringClass());
        }
    }

    static MethodHandle handle(Method method) {
        open(method, method.getDeclaringClass());
        try {
            return LOOKUP.unreflect(method);
        } catch (IllegalAccessException e) {
            throw closed(method.getDeclaringClass());
        }
    }

    private static void open(AccessibleObject member, Class<?> owner) {
        if (!member.trySetAccessible()) {
            throw closed(owner);
        }
    }

    private static IllegalArgumentException closed(Class<?> owner) {
        return new IllegalArgumentException(
                owner.getName()
                        + " cannot be reached by reflection: write \"opens "
                        + owner.getPackageName()
                        + " to dev.outcrop;\" into the module-info.java of "
                        + owner.getModule().getName());
    }

    static IllegalArgumentException nameless(Executable executable) {
        boolean isTool = executable instanceof Method;
        String named =
                Arrays.stream(executable.getParameterTypes())
                        .map(
                                type ->
                                        (isTool ? "@Param" : "@JsonName")
                                                + "(\"…\") "
                                                + type.getSimpleName()
                                                + " …")
                        .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "the names of the parameters of "
                        + executable.getDeclaringClass().getName()
                        + "."
                        + executable.getName()
                        + " are not in its class file. Name them: "
                        + (isTool
                                ? executable.getName()
                                : executable.getDeclaringClass().getSimpleName())
                        + "("
                        + named
                        + "); or compile with javac's -parameters (Maven:"
                        + " <maven.compiler.parameters>true</maven.compiler.parameters>)");
    }
}
