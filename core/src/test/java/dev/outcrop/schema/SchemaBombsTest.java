package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Small schemas, of a server that is not trusted, that look at a value more than a billion times.
 */
class SchemaBombsTest {
    private static final int LEVELS = 40;

    /** Each level refers twice to the next one. */
    private static JsonSchema bomb(String level) {
        var schema = new StringBuilder("{\"type\":\"object\",\"properties\":{\"x\":");
        schema.append("{\"$ref\":\"#/$defs/a0\"}},\"$defs\":{");
        for (int i = 0; i < LEVELS; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            schema.append("\"a").append(i).append("\":").append(level.replace("NEXT", next));
            schema.append(',');
        }
        return JsonSchema.parse(schema.append("\"a40\":{\"type\":\"integer\"}}}").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allOf\":[NEXT,NEXT]}",
                "{\"anyOf\":[NEXT,NEXT]}",
                "{\"oneOf\":[NEXT,NEXT]}",
                "{\"not\":{\"not\":NEXT},\"if\":NEXT}",
                "{\"allOf\":[NEXT],\"anyOf\":[NEXT]}",
            })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void checksThatTakeForEverAreCutShort(String level) {
        JsonSchema schema = bomb(level);
        Json value = Json.EMPTY.with("x", Json.of("text"));

        assertThat(schema.validate(value))
                .containsExactly(
                        new JsonSchema.Violation("", "takes too long to check against the schema"));
        assertThat(schema.fitted(value)).isEqualTo(value);
    }

    @Test
    void largeValuesAreCheckedWhole() {
        JsonSchema schema =
                JsonSchema.parse(
                        "{\"items\":{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":"
                                + "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"boolean\"},"
                                + "{\"type\":\"integer\",\"minimum\":0}]}}}}");
        var all = new ArrayList<Json>();
        for (int i = 0; i < 50_000; i++) {
            all.add(Json.EMPTY.with("a", Json.of(i)));
        }
        assertThat(schema.validate(new Json.Arr(all))).isEmpty();

        all.set(49_999, Json.EMPTY.with("a", Json.of(-1)));
        List<JsonSchema.Violation> found = schema.validate(new Json.Arr(all));
        assertThat(found).anyMatch(violation -> violation.toString().contains("49999"));
    }
}
