package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.batch.BatchResult;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every record that users can make refuses what it cannot hold, and says what that was. */
@SuppressWarnings("NullAway") // what it forbids is what is tested
class ValueTypesTest {
    private static final List<String> EXPORTED =
            List.of("error", "json", "message", "policy", "tool");

    static List<Class<?>> records() throws Exception {
        var records = new ArrayList<Class<?>>();
        Path root =
                Path.of(
                        BatchResult.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        for (String name : EXPORTED) {
            try (Stream<Path> files = Files.list(root.resolve("dev/outcrop").resolve(name))) {
                for (Path file : files.toList()) {
                    add(root.relativize(file).toString(), records);
                }
            }
        }
        return records;
    }

    private static void add(String file, List<Class<?>> records)
            throws ClassNotFoundException, IOException {
        if (!file.endsWith(".class") || file.endsWith("-info.class")) {
            return;
        }
        String name = file.substring(0, file.length() - 6).replace('/', '.');
        Class<?> type = Class.forName(name, false, BatchResult.class.getClassLoader());
        boolean visible = type.isRecord();
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            visible &= Modifier.isPublic(each.getModifiers());
        }
        if (visible) {
            records.add(type);
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesNullAndSaysWhere() throws Exception {
        return records().stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(part -> !part.getType().isPrimitive() && !isNullable(part))
                .map(
                        part ->
                                DynamicTest.dynamicTest(
                                        part.getDeclaringRecord().getName() + "." + part.getName(),
                                        () -> refuses(part, null)));
    }

    @TestFactory
    Stream<DynamicTest> refusesNullInsideAndSaysWhere() throws Exception {
        return records().stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(part -> List.of(List.class, Map.class).contains(part.getType()))
                .map(
                        part ->
                                DynamicTest.dynamicTest(
                                        part.getDeclaringRecord().getName() + "." + part.getName(),
                                        () -> {
                                            if (part.getType() == List.class) {
                                                refuses(part, Collections.singletonList(null));
                                            } else {
                                                refuses(part, Collections.singletonMap("k", null));
                                                refuses(part, Collections.singletonMap(null, "v"));
                                            }
                                        }));
    }

    @Test
    void whatIsPutTogetherOfSeveralSaysWhichOneIsNull() {
        assertThat(catchThrowable(() -> Message.user(Content.text("a"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("content[1] is null");
        assertThat(catchThrowable(() -> Json.array(Json.of(1), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("elements[1] is null");
        assertThat(catchThrowable(() -> Json.EMPTY.with("name", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThat(catchThrowable(() -> ToolPolicy.ALLOW_ALL.deny("a", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the name of a tool is null");
        assertThat(catchThrowable(() -> Toolbox.of(Arrays.asList((Object) null))))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a tool is null");
    }

    private static boolean isNullable(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void refuses(RecordComponent part, @Nullable Object value) throws Exception {
        Throwable thrown =
                catchThrowable(() -> made(part.getDeclaringRecord(), part.getName(), value));
        assertThat(thrown)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(part.getName());
    }

    /** A record of samples, but for one part. */
    private static Object made(Class<?> type, String name, @Nullable Object value)
            throws Throwable {
        RecordComponent[] parts = type.getRecordComponents();
        var types = new Class<?>[parts.length];
        var values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] =
                    parts[i].getName().equals(name)
                            ? value
                            : isNullable(parts[i]) && !isOneOfSeveral(type)
                                    ? null
                                    : sample(parts[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isOneOfSeveral(Class<?> type) {
        return type.getSimpleName().equals("TurnMetadata");
    }

    private static final Map<Class<?>, Object> SAMPLES = new HashMap<>();

    static {
        SAMPLES.put(String.class, "text");
        SAMPLES.put(int.class, 1);
        SAMPLES.put(long.class, 1L);
        SAMPLES.put(boolean.class, true);
        SAMPLES.put(double.class, 1.0);
        SAMPLES.put(List.class, List.of());
        SAMPLES.put(Map.class, Map.of());
        SAMPLES.put(Set.class, Set.of());
        SAMPLES.put(SortedSet.class, new TreeSet<>());
        SAMPLES.put(Duration.class, Duration.ofSeconds(1));
        SAMPLES.put(Object.class, "x");
    }

    private static Object sample(Type generic) throws Throwable {
        Class<?> type =
                generic instanceof ParameterizedType p
                        ? (Class<?>) p.getRawType()
                        : generic instanceof Class<?> c ? c : Object.class;
        Object known = SAMPLES.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return sample(type.getPermittedSubclasses()[0]);
        }
        if (type.isRecord()) {
            return made(type, "", null);
        }
        return type.getDeclaredConstructor(String.class).newInstance("1");
    }
}
