package dev.outcrop.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A {@code ScopedValue} with a name, by reflection: the tests are compiled for Java 21. */
final class BoundName {
    private final Object key;
    private final Method get;
    private final Method where;
    private final Method run;

    BoundName() throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.ScopedValue");
        key = type.getMethod("newInstance").invoke(null);
        get = type.getMethod("orElse", Object.class);
        where = type.getMethod("where", type, Object.class);
        run = where.getReturnType().getMethod("run", Runnable.class);
    }

    /** Returns the name that is bound on this thread. */
    String get() {
        return (String) call(get, key, "nobody");
    }

    /** Runs a task with a name bound. */
    void where(String name, Runnable task) {
        Object carrier = call(where, null, key, name);
        call(run, carrier, task);
    }

    /** As docs/observers.md says. */
    Runnable carried(Runnable task) {
        String name = get();
        return () -> where(name, task);
    }

    private static Object call(Method method, Object target, Object... args) {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
