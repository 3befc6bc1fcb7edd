package dev.outcrop.it.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.Map;

/** Jackson, with its defaults, writes value types as the JSON that they stand for. */
class JacksonTest {
    private static final String JSON =
            "{\"text\":\"a \\\"b\\\" \\u00e4\",\"list\":[1,1.50,-2e3,true,null,{}],\"object\":{\"a\":"
                    + "{\"b\":[]}},\"large\":123456789012345678901234567890}";

    enum Version {
        TWO {
            @Override
            String write(Object value) throws Exception {
                return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
            }
        },
        THREE {
            @Override
            String write(Object value) {
                return new tools.jackson.databind.ObjectMapper().writeValueAsString(value);
            }
        };

        abstract String write(Object value) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void aJsonValueIsItself(Version version) throws Exception {
        Json json = Json.parse(JSON);

        assertThat(Json.parse(version.write(json))).isEqualTo(json);
        assertThat(version.write(Json.NULL)).isEqualTo("null");
        assertThat(version.write(Json.of(false))).isEqualTo("false");
        assertThat(version.write(Json.of("x"))).isEqualTo("\"x\"");
    }

    @ParameterizedTest
    @EnumSource
    void aJsonValueIsItselfInsideAnotherObject(Version version) throws Exception {
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
}
