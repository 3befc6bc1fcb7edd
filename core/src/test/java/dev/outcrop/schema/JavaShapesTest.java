package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Types of every kind: their schemas are the written ones, and say what can be read. */
class JavaShapesTest {
    private static final Map<String, String> WRITTEN = written();

    static Set<String> types() {
        return JavaShapes.TYPES.keySet();
    }

    @Test
    void schemaOfEachTypeIsTheWrittenOne() {
        var schemas = new LinkedHashMap<String, String>();
        JavaShapes.TYPES.forEach((name, type) -> schemas.put(name, type.schema().toString()));
        JavaShapes.METHODS.forEach(
                (name, parameters) -> schemas.put(name + "()", parameters.schema().toString()));

        assertThat(schemas).hasSizeGreaterThanOrEqualTo(60).containsExactlyEntriesOf(WRITTEN);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySchemaIsOne(String name) {
        assertThat(JsonSchema.of(type(name).schema().json())).isEqualTo(type(name).schema());
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatTheSchemaTakesIsReadAndWrittenAgain(String name) {
        JsonType<Object> type = type(name);
        for (int seed = 0; seed < 20; seed++) {
            Json good = new RandomValues(new Random(seed)).of(type);

            assertThat(type.schema().validate(good)).as("%s", good).isEmpty();
            assertThat(type.schema().fitted(good)).isEqualTo(good);
            Json again = type.write(type.read(good));
            assertThat(type.schema().validate(again)).as("%s", again).isEmpty();
            assertThat(type.write(type.read(again))).isEqualTo(again);
        }
    }

    /** A change that makes no difference to one must make none to the other. */
    @ParameterizedTest
    @MethodSource("types")
    void readingAndTheSchemaRefuseTheSame(String name) {
        JsonType<Object> type = type(name);
        int refused = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            Json good = new RandomValues(random).of(type);
            Json changed = Damage.to(good, random);

            boolean invalid = !type.schema().validate(changed).isEmpty();
            assertThat(unreadable(type, changed)).as("%s → %s", good, changed).isEqualTo(invalid);
            refused += invalid ? 1 : 0;
        }
        assertThat(refused > 0).isEqualTo(!type.schema().json().isEmpty());
    }

    private static boolean unreadable(JsonType<Object> type, Json json) {
        try {
            type.read(json);
            return false;
        } catch (MismatchException e) {
            assertThat(e.errors()).isNotEmpty();
            return true;
        }
    }

    @SuppressWarnings("unchecked") // only to write what was read
    private static JsonType<Object> type(String name) {
        return (JsonType<Object>) Objects.requireNonNull(JavaShapes.TYPES.get(name));
    }

    private static Map<String, String> written() {
        var schemas = new LinkedHashMap<String, String>();
        List<String> lines = lines();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            schemas.put(lines.get(i), lines.get(i + 1).strip());
        }
        return schemas;
    }

    private static List<String> lines() {
        try (InputStream in = JavaShapesTest.class.getResourceAsStream("schemas.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
