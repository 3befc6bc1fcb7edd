package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Regular expressions of schemas: as in ECMAScript, in bounded time, and never passed over. */
class SchemaExpressionsTest {
    private static final String HARD = "x*x*x*x*x*x*x*x*x*x*y";
    private static final String TOO_LONG = "takes too long to check against a pattern";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"patternProperties\":{\"HARD\":true}}",
                "{\"patternProperties\":{\"HARD\":true},\"additionalProperties\":false}",
                "{\"propertyNames\":{\"pattern\":\"HARD\"}}",
                "{\"additionalProperties\":{\"patternProperties\":{\"HARD\":false}}}",
                "{\"not\":{\"patternProperties\":{\"HARD\":true}}}",
                "{\"patternProperties\":{\"HARD\":true},\"unevaluatedProperties\":false}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"patternProperties\":"
                        + "{\"HARD\":true}}"
            })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void expressionsForNamesThatTryForEverAreCutShort(String schema) {
        JsonSchema hard = JsonSchema.parse(schema.replace("HARD", HARD));
        String name = "x".repeat(100);
        Json inside = Json.EMPTY.with(name, Json.of(1));

        assertThat(hard.validate(Json.EMPTY.with(name, inside)))
                .containsExactly(new JsonSchema.Violation("", TOO_LONG));
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyTextsThatTakeLongAreCutShortTogether() {
        JsonSchema schema = JsonSchema.parse("{\"items\":{\"pattern\":\"x+x+x+y\"}}");
        var texts = new ArrayList<Json>();
        for (int i = 0; i < 400; i++) {
            texts.add(Json.of("x".repeat(100) + i));
        }

        assertThat(schema.validate(new Json.Arr(texts)))
                .containsExactly(new JsonSchema.Violation("", TOO_LONG));
    }

    @Test
    void manyShortTextsAreAllChecked() {
        JsonSchema schema = JsonSchema.parse("{\"items\":{\"pattern\":\"^[a-z]+(-[a-z]+)*$\"}}");
        var texts = new ArrayList<Json>();
        for (int i = 0; i < 100_000; i++) {
            texts.add(Json.of("some-words-with-dashes"));
        }

        assertThat(schema.validate(new Json.Arr(texts))).isEmpty();
    }

    @Test
    void longTextIsMatched() {
        JsonSchema schema = JsonSchema.parse("{\"pattern\":\"^(?:[a-z]|-[a-z])*$\"}");

        assertThat(schema.validate(Json.of("a-b".repeat(30_000)))).isEmpty();
        assertThat(schema.validate(Json.of("a-b".repeat(30_000) + "!")))
                .extracting(JsonSchema.Violation::what)
                .containsExactly("does not match the pattern ^(?:[a-z]|-[a-z])*$");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"pattern":"("}                                          | /pattern
                    {"patternProperties":{"(":true}}                         | /patternProperties/(
                    {"propertyNames":{"pattern":"["}}                        | /propertyNames/pattern
                    {"properties":{"const":{"pattern":"("}}}                 | /properties/const/pattern
                    {"properties":{"enum":{"patternProperties":{"(":{}}}}}   | /properties/enum/patternProperties/(
                    {"properties":{"default":{"items":{"pattern":"("}}}}     | /properties/default/items/pattern
                    {"properties":{"examples":{"pattern":"("}}}              | /properties/examples/pattern
                    {"$defs":{"const":{"pattern":"("}}}                      | /$defs/const/pattern
                    {"patternProperties":{"enum":{"pattern":"("}}}           | /patternProperties/enum/pattern
                    {"dependentSchemas":{"default":{"pattern":"("}}}         | /dependentSchemas/default/pattern
                    {"anyOf":[{},{"not":{"pattern":"("}}]}                   | /anyOf/1/not/pattern
                    {"$ref":"#/x/y","x":{"y":{"pattern":"("}}}               | /x/y/pattern
                    {"if":{"contains":{"pattern":"a**"}}}                    | /if/contains/pattern
                    {"pattern":"a++"}                                        | /pattern
                    {"pattern":"\\\\Qa\\\\E"}                                | /pattern
                    {"pattern":"\\\\Aa"}                                     | /pattern
                    {"pattern":"a\\\\Z"}                                     | /pattern
                    {"pattern":"(?i)a"}                                      | /pattern
                    {"pattern":"\\\\p{IsGreek}"}                             | /pattern
                    {"pattern":"\\\\p{javaLowerCase}"}                       | /pattern
                    {"patternProperties":{"a*+":true}}                       | /patternProperties/a*+
                    """)
    void expressionsThatAreNoneAreRefusedWhereverTheyStand(String schema, String place) {
        assertThatThrownBy(() -> JsonSchema.parse(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a JSON schema: " + place + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"const\":{\"pattern\":\"(\"}}",
                "{\"enum\":[{\"pattern\":\"(\"},{\"patternProperties\":{\"(\":1}}]}",
                "{\"default\":{\"pattern\":\"(\"}}",
                "{\"examples\":[{\"pattern\":\"(\"}]}",
                "{\"properties\":{\"a\":{\"default\":{\"properties\":{\"b\":{\"pattern\":\"(\"}}}}}}",
                "{\"properties\":{\"pattern\":{\"type\":\"string\"}}}",
                "{\"const\":{\"$ref\":\"#/nowhere\",\"$id\":\"#a b\",\"$schema\":\"none\"}}",
                "{\"default\":{\"$ref\":\"#/nowhere\",\"$id\":\"#a b\",\"$schema\":\"none\"}}"
            })
    void valuesAreNoSchemas(String schema) {
        assertThat(JsonSchema.parse(schema).json()).isEqualTo(Json.parse(schema));
    }

    @Test
    void constantsThatLookLikeSchemasAreCompared() {
        String constant = "{\"$ref\":\"#/a\",\"$id\":\"b c\",\"pattern\":\"(\",\"n\":1}";
        for (String schema :
                List.of("{\"const\":" + constant + "}", "{\"enum\":[1," + constant + "]}")) {
            JsonSchema parsed = JsonSchema.parse(schema);

            assertThat(parsed.validate(Json.parse(constant.replace("1", "1.0")))).isEmpty();
            assertThat(parsed.validate(Json.parse("{\"n\":1}")))
                    .extracting(JsonSchema.Violation::what)
                    .allMatch(what -> what.contains(constant));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    ^a$                         | "a\\n"         | false
                    ^a$                         | "a"            | true
                    ^[^[\\]]$                   | "x"            | true
                    ^[^[\\]]$                   | "["            | false
                    ^[[]$                       | "["            | true
                    ^[^]$                       | "\\n"          | true
                    []                          | "a"            | false
                    ^[a&&b]+$                   | "&b"           | true
                    ^\\p{Letter}$               | "\\u00e9"      | true
                    ^\\p{Extended_Pictographic}$| "\\ud83d\\ude00" | true
                    ^\\u{1F600}$                | "\\ud83d\\ude00" | true
                    ^\\uD83D\\uDE00$            | "\\ud83d\\ude00" | true
                    ^.$                         | "\\ud83d\\ude00" | true
                    \\uDE00                     | "\\ud83d\\ude00" | false
                    ^\\s$                       | "\\ufeff"      | true
                    ^\\S$                       | "\\u00a0"      | false
                    ^.$                         | "\\u0085"      | true
                    ^.$                         | "\\u2028"      | false
                    ^\\d$                       | "\\u0663"      | false
                    ^\\cJ$                      | "\\n"          | true
                    ^(?<a_b>x)\\k<a_b>$         | "xx"           | true
                    ^\\/\\-$                    | "/-"           | true
                    ^(a)?\\1b$                  | "b"            | true
                    """)
    void expressionsMeanWhatTheyMeanInEcmaScript(String pattern, String value, boolean matches) {
        Json text = Json.parse(value);
        JsonSchema ofValue = JsonSchema.of(Json.EMPTY.with("pattern", Json.of(pattern)));
        Json.Obj never = Json.EMPTY.with(pattern, Json.of(false));
        JsonSchema ofName = JsonSchema.of(Json.EMPTY.with("patternProperties", never));

        assertThat(ofValue.validate(text).isEmpty()).isEqualTo(matches);
        assertThat(
                        ofName.validate(Json.EMPTY.with(((Json.Str) text).value(), Json.of(1)))
                                .isEmpty())
                .isNotEqualTo(matches);
    }

    @Test
    void membersOfAPatternAreNotFittedToTheSchemaOfOthers() {
        JsonSchema schema =
                JsonSchema.parse(
                        "{\"patternProperties\":{\"^n\":{\"type\":\"integer\"}},"
                                + "\"additionalProperties\":{\"type\":\"string\"}}");
        Json value = Json.parse("{\"n1\":5,\"t\":\"x\"}");

        assertThat(schema.fitted(value)).isEqualTo(value);
        assertThat(schema.validate(value)).isEmpty();
    }

    @Test
    void memberWhosePatternMatchesAndWhoseValueDoesNotFitIsOneFault() {
        JsonSchema schema =
                JsonSchema.parse(
                        "{\"patternProperties\":{\"^#\":{\"type\":\"integer\"}},"
                                + "\"additionalProperties\":false}");

        assertThat(schema.validate(Json.parse("{\"#1\":\"x\"}")))
                .containsExactly(new JsonSchema.Violation("/#1", "is of type string, not integer"));
        assertThat(schema.validate(Json.parse("{\"#1\":1}"))).isEmpty();
    }
}
