package dev.outcrop.schema;

import dev.outcrop.schema.JsonType.Parameters.Named;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A class that is constructed from members: a record, or a class with one public constructor. */
record ObjectType(List<ObjectMember> parts, MethodHandle constructor) {
    static ObjectType of(ResolvedType type) {
        Class<?> raw = type.raw();
        if (raw.isRecord()) {
            return record(type);
        }
        if (raw.getName().startsWith("java.")
                || raw.isInterface()
                || ClassReflection.isAbstract(raw)) {
            throw TypeShapes.unsupported(
                    type,
                    "use a record, an enum, a sealed interface of records, a list, a map, or Json"
                            + " for any value");
        }
        return plain(type);
    }

    /** Some of the parameters of a method. */
    static List<ObjectMember> parameters(
            Method method, IntPredicate included, Function<Parameter, @Nullable Named> named) {
        Parameter[] parameters = method.getParameters();
        AnnotatedType[] types = method.getAnnotatedParameterTypes();
        var parts = new ArrayList<ObjectMember>();
        for (int i = 0; i < parameters.length; i++) {
            if (included.test(i)) {
                ResolvedType type = ResolvedType.of(types[i], Map.of());
                Named name = named.apply(parameters[i]);
                if (name == null && !isNamed(parameters[i])) {
                    throw ClassReflection.nameless(method);
                }
                ObjectMember part =
                        ObjectMember.of(
                                parameters[i],
                                name == null ? parameters[i].getName() : name.name(),
                                type,
                                null);
                parts.add(name == null ? part : part.with(name));
            }
        }
        return parts;
    }

    private static boolean isNamed(Parameter parameter) {
        return parameter.isNamePresent() || parameter.isAnnotationPresent(JsonName.class);
    }

    /** The parameters of a constructor. */
    private static List<ObjectMember> parameters(
            Constructor<?> executable,
            Map<TypeVariable<?>, ResolvedType> variables,
            Class<?> readFrom) {
        Parameter[] parameters = executable.getParameters();
        AnnotatedType[] types = executable.getAnnotatedParameterTypes();
        var parts = new ArrayList<ObjectMember>();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (!isNamed(parameter)) {
                throw ClassReflection.nameless(executable);
            }
            parts.add(
                    ObjectMember.of(
                            parameter,
                            parameter.getName(),
                            ResolvedType.of(types[i], variables),
                            getter(readFrom, parameter)));
        }
        return parts;
    }

    private static ObjectType record(ResolvedType type) {
        RecordComponent[] components = type.raw().getRecordComponents();
        Map<TypeVariable<?>, ResolvedType> variables = type.variables();
        List<ObjectMember> parts =
                Arrays.stream(components)
                        .map(
                                component ->
                                        ObjectMember.of(
                                                component,
                                                component.getName(),
                                                ResolvedType.of(
                                                        component.getAnnotatedType(), variables),
                                                ClassReflection.handle(component.getAccessor())))
                        .toList();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new ObjectType(
                    parts, ClassReflection.handle(type.raw().getDeclaredConstructor(types)));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        }
    }

    private static ObjectType plain(ResolvedType type) {
        Constructor<?>[] constructors = type.raw().getConstructors();
        if (constructors.length != 1 || constructors[0].getParameterCount() == 0) {
            throw TypeShapes.unsupported(
                    type,
                    "a class must have exactly one public constructor, with a parameter for each"
                            + " member; or use a record");
        }
        if (type.raw().isMemberClass() && !Modifier.isStatic(type.raw().getModifiers())) {
            throw TypeShapes.unsupported(type, "an inner class must be static");
        }
        return new ObjectType(
                parameters(constructors[0], type.variables(), type.raw()),
                ClassReflection.handle(constructors[0]));
    }

    /** An accessor with the parameter's name, as in {@code name()} or {@code getName()}. */
    private static @Nullable MethodHandle getter(Class<?> owner, Parameter parameter) {
        String name = parameter.getName();
        String bean = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (Method method : owner.getMethods()) {
            boolean named = method.getName().equals(name) || method.getName().equals(bean);
            if (named
                    && method.getParameterCount() == 0
                    && method.getReturnType() == parameter.getType()
                    && !Modifier.isStatic(method.getModifiers())) {
                return ClassReflection.handle(method);
            }
        }
        return null;
    }
}
