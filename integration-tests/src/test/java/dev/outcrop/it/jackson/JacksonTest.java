package dev.outcrop.it.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jackson, with its defaults, writes value types as the JSON that they stand for. */
class JacksonTest {
    private static final String JSON =
            "{\"text\":\"a \\\"b\\\" \\u00e4\",\"list\":[1,1.50,-2e3,true,null,{}],\"object\":{\"a\":"
                    + "{\"b\":[]}},\"large\":123456789012345678901234567890}";

    @ParameterizedTest
    @EnumSource
    void aJsonValueIsItself(JacksonVersion version) throws Exception {
        Json json = Json.parse(JSON);

        assertThat(Json.parse(version.write(json))).isEqualTo(json);
        assertThat(version.write(Json.NULL)).isEqualTo("null");
        assertThat(version.write(Json.of(false))).isEqualTo("false");
        assertThat(version.write(Json.of("x"))).isEqualTo("\"x\"");
    }

    @ParameterizedTest
    @EnumSource
    void aJsonValueIsItselfInsideAnotherObject(JacksonVersion version) throws Exception {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("args", Json.parse("{\"a\":[1,null]}"));
        object.put("usage", Usage.of(3, 4));
        object.put("role", Role.ASSISTANT);
        object.put("stop", StopReason.END_TURN);

        assertThat(version.write(object))
                .isEqualTo(
                        "{\"args\":{\"a\":[1,null]},\"usage\":{\"inputTokens\":3,\"outputTokens\":4,"
                                + "\"totalTokens\":7},\"role\":\"assistant\",\"stop\":\"end_turn\"}");
    }

    @ParameterizedTest
    @EnumSource
    void aJsonValueIsReadAsAnyOfItsTypes(JacksonVersion version) throws Exception {
        Json json = Json.parse(JSON);

        assertThat(version.read(JSON, Json.class)).isEqualTo(json);
        assertThat(version.read(JSON, Json.Obj.class)).isEqualTo(json);
        assertThat(version.read("[1,null,\"x\"]", Json.Arr.class))
                .isEqualTo(Json.parse("[1,null,\"x\"]"));
        for (String scalar : List.of("1", "1.5", "-3e4", "12345678901234567890", "true", "\"x\"")) {
            assertThat(version.read(scalar, Json.class)).isEqualTo(Json.parse(scalar));
        }
        assertThat(version.read("null", Json.class)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void fractionsAreExactIfJacksonReadsThemSo(JacksonVersion version) throws Exception {
        String json = "{\"a\":[3.14159265358979323846264338327950288,1e400]}";

        assertThat(version.readExactly(json, Json.class)).isEqualTo(Json.parse(json));
        assertThat(version.write(version.readExactly(json, Json.class)))
                .contains("3.14159265358979323846264338327950288");
    }

    record Row(Role role, StopReason stop, Usage usage, Json.Obj args, Json any) {}

    @ParameterizedTest
    @EnumSource
    void componentsOfARecordAreReadAgain(JacksonVersion version) throws Exception {
        var row =
                new Row(
                        new Role("critic"),
                        StopReason.MAX_TOKENS,
                        Usage.of(3, 4),
                        (Json.Obj) Json.parse("{\"a\":{\"b\":[null]}}"),
                        Json.of("x"));

        assertThat(version.read(version.write(row), Row.class)).isEqualTo(row);
    }

    @ParameterizedTest
    @EnumSource
    void aUsageWithoutCountsIsReadAgain(JacksonVersion version) throws Exception {
        assertThat(version.read(version.write(Usage.NONE), Usage.class)).isEqualTo(Usage.NONE);
    }
}
