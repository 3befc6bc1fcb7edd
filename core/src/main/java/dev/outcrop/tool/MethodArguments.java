package dev.outcrop.tool;

import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonName;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.tool.ToolMethod.Hidden;
import dev.outcrop.tool.ToolMethod.Param;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The arguments of a tool's method: from the model, from the caller, and the context itself. */
final class MethodArguments {
    private final JsonType.Parameters visible;
    private final List<Source> sources = new ArrayList<>();

    /** Where an argument comes from. */
    private sealed interface Source {
        /** The model's input. */
        record Input() implements Source {}

        record OfContext() implements Source {}

        /** The caller's values. */
        record Value(String name, Class<?> type, boolean isOptional, boolean nullable)
                implements Source {}
    }

    MethodArguments(Method method) {
        for (Parameter parameter : method.getParameters()) {
            sources.add(source(method, parameter));
        }
        visible =
                JsonType.Parameters.of(
                        method,
                        i -> sources.get(i) instanceof Source.Input,
                        parameter -> {
                            Param param = parameter.getAnnotation(Param.class);
                            return param == null
                                    ? null
                                    : new JsonType.Parameters.Named(
                                            param.value(), param.description());
                        });
    }

    private static Source source(Method method, Parameter parameter) {
        if (parameter.getType() == Tool.Context.class) {
            return new Source.OfContext();
        }
        if (!parameter.isAnnotationPresent(Hidden.class)) {
            return new Source.Input();
        }
        boolean isOptional = parameter.getType() == Optional.class;
        return new Source.Value(
                name(method, parameter),
                MethodType.methodType(parameter.getType()).wrap().returnType(),
                isOptional,
                isNullable(parameter) || isNullable(parameter.getAnnotatedType()));
    }

    /** Of JSpecify or any other {@code Nullable}. */
    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(mark -> mark.annotationType().getSimpleName().equals("Nullable"));
    }

    private static String name(Method method, Parameter parameter) {
        Param param = parameter.getAnnotation(Param.class);
        JsonName named = parameter.getAnnotation(JsonName.class);
        if (param != null) {
            return param.value();
        }
        if (named == null && !parameter.isNamePresent()) {
            throw new IllegalArgumentException(
                    "the name of a hidden parameter of "
                            + method.getDeclaringClass().getName()
                            + "."
                            + method.getName()
                            + " is not in its class file. Name it: @Hidden @Param(\"…\") "
                            + parameter.getType().getSimpleName());
        }
        return named == null ? parameter.getName() : named.value();
    }

    /** The schema of the model's input. */
    JsonSchema schema() {
        return visible.schema();
    }

    /** Returns the arguments in the order of the parameters. */
    @Nullable Object[] read(Json input, Tool.Context context) {
        @Nullable Object[] given = visible.read(input);
        @Nullable Object[] all = new @Nullable Object[sources.size()];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    switch (sources.get(i)) {
                        case Source.Input ignored -> given[next++];
                        case Source.OfContext ignored -> context;
                        case Source.Value value -> value(value, context);
                    };
        }
        return all;
    }

    private static @Nullable Object value(Source.Value wanted, Tool.Context context) {
        Object value = context.values().get(wanted.name());
        if (wanted.isOptional()) {
            return value instanceof Optional ? value : Optional.ofNullable(value);
        }
        if (value == null) {
            if (wanted.nullable()) {
                return null;
            }
            throw new IllegalStateException(
                    "the tool "
                            + context.call().name()
                            + " needs the value "
                            + wanted.name()
                            + ", which is hidden from the model: pass it with"
                            + " CallContext.NONE.withValue(\""
                            + wanted.name()
                            + "\", …)");
        }
        if (!wanted.type().isInstance(value)) {
            throw new IllegalStateException(
                    "the value "
                            + wanted.name()
                            + " for the tool "
                            + context.call().name()
                            + " must be a "
                            + wanted.type().getSimpleName()
                            + ", not a "
                            + value.getClass().getSimpleName());
        }
        return value;
    }
}
