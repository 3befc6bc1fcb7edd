package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Creates the tools of an object's methods. */
final class ToolMethods {
    private ToolMethods() {}

    /** Sorted by name: the order of a class file's methods is arbitrary. */
    static List<Tool> of(Object object) {
        boolean ofClass = object instanceof Class<?>;
        Class<?> type = ofClass ? (Class<?>) object : object.getClass();
        var tools = new TreeMap<String, Tool>();
        for (Method method : methods(type)) {
            if (ofClass && !Modifier.isStatic(method.getModifiers())) {
                throw new IllegalArgumentException(
                        method + " is not static: pass an object of its class, not the class");
            }
            Tool tool = tool(ofClass ? null : object, method);
            if (tools.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException(
                        "two methods of "
                                + type.getName()
                                + " define the tool "
                                + tool.name()
                                + ": rename one of them, as in @ToolMethod(value = \"…\","
                                + " name = \"other\")");
            }
        }
        if (tools.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getName() + " is not a Tool and has no method with @ToolMethod");
        }
        return List.copyOf(tools.values());
    }

    /** Those of the class first; a method that it overrides is not listed again. */
    private static List<Method> methods(Class<?> type) {
        var found = new ArrayList<Method>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            add(c.getDeclaredMethods(), found);
        }
        for (Method method : type.getMethods()) {
            if (method.getDeclaringClass().isInterface()) {
                add(new Method[] {method}, found);
            }
        }
        return found;
    }

    private static void add(Method[] methods, List<Method> found) {
        for (Method method : methods) {
            if (method.isAnnotationPresent(ToolMethod.class)
                    && !method.isBridge()
                    && found.stream().noneMatch(other -> isSame(method, other))) {
                found.add(method);
            }
        }
    }

    private static boolean isSame(Method method, Method other) {
        return method.getName().equals(other.getName())
                && Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
    }

    private static Tool tool(@Nullable Object object, Method method) {
        ToolMethod mark = method.getAnnotation(ToolMethod.class);
        String name = mark.name().isEmpty() ? method.getName() : mark.name();
        try {
            method.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    method
                            + " cannot be called: open its package in module-info.java, as in"
                            + " opens "
                            + method.getDeclaringClass().getPackageName()
                            + " to dev.outcrop",
                    e);
        }
        var arguments = new MethodArguments(method);
        Tool tool =
                Tool.prepared(
                                name,
                                mark.value(),
                                arguments.schema(),
                                (input, context) -> {
                                    @Nullable Object[] values = arguments.read(input, context);
                                    return () -> invoke(method, object, values);
                                })
                        .with(annotations(mark));
        return mark.strict() ? tool.strict() : tool;
    }

    private static Tool.Annotations annotations(ToolMethod mark) {
        return new Tool.Annotations(
                mark.title().isEmpty() ? null : mark.title(), mark.readOnly(), mark.destructive());
    }

    private static @Nullable Object invoke(
            Method method, @Nullable Object object, @Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw thrown instanceof Exception exception ? exception : e;
        }
    }
}
