package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema from anywhere checks JSON from anywhere, in bounds. */
class JsonSchemaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"strong"}                 | not a JSON schema: /type:
                    {"properties":[]}                 | not a JSON schema: /properties:
                    {"required":["a","a"]}            | not a JSON schema: /required:
                    {"pattern":"("}                   | not a JSON schema: /pattern:
                    {"$ref":"https://example.org/s"}  | not a self-contained JSON schema
                    {"$ref":"other.json#/a"}          | not a self-contained JSON schema
                    {"$ref":"#/$defs/none"}           | not a self-contained JSON schema
                    [1]                               | a JSON schema must be an object
                    "a"                               | a JSON schema must be an object
                    """)
    void whatIsNoSchemaIsRefusedWhenItIsMade(String text, String says) {
        assertThatThrownBy(() -> JsonSchema.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(says);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> JsonSchema.parse("{")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"type":"string"}                          | 1           | is of type integer, not string
                    {"type":["string","null"]}                 | true        | is of type boolean, not string, null
                    {"const":{"a":1}}                          | {"a":2}     | is not {"a":1}
                    {"enum":["a",1,null]}                      | "b"         | is none of "a", 1, null
                    {"enum":[1]}                               | 1.0         |
                    {"const":1.50}                             | 1.5         |
                    {"minimum":3}                              | 2           | is less than 3
                    {"exclusiveMaximum":3}                     | 3           | is not less than 3
                    {"multipleOf":0.01}                        | 0.015       | is not a multiple of 0.01
                    {"maxLength":2}                            | "abc"       | is longer than 2 characters
                    {"pattern":"^a"}                           | "b"         | does not match the pattern ^a
                    {"items":{"type":"string"}}                | ["a",1]     | /1: is of type integer, not string
                    {"uniqueItems":true}                       | [1,2,1.0]   | holds an element twice
                    {"uniqueItems":true}                       | [1,"1"]     |
                    {"minItems":1}                             | []          | has fewer than 1 elements
                    {"contains":{"const":1}}                   | [2]         | /0: is not 1
                    {"required":["a"]}                         | {}          | lacks a
                    {"properties":{"a/b":{"type":"string"}}}   | {"a/b":1}   | /a~1b: is of type integer, not string
                    {"additionalProperties":false}             | {"x":1}     | /x: is not allowed here
                    {"not":{"type":"string"}}                  | "a"         | matches the schema of "not"
                    {"type":"string","format":"date"}          | "soon"      |
                    {"type":"integer"}                         | 1e2         |
                    """)
    void faultsAreSaidWithTheirPlace(String schema, String value, String fault) {
        var found = JsonSchema.parse(schema).validate(Json.parse(value));

        assertThat(found.stream().map(JsonSchema.Violation::toString).findFirst().orElse(null))
                .isEqualTo(fault);
    }

    @Test
    void schemaOfAnEarlierDraftIsReadByItsRules() {
        JsonSchema schema =
                JsonSchema.parse(
                        """
                        {"$schema":"http://json-schema.org/draft-07/schema#",
                         "definitions":{"n":{"type":"integer"}},
                         "items":[{"$ref":"#/definitions/n"}]}
                        """);

        assertThat(schema.validate(Json.parse("[1,\"any\"]"))).isEmpty();
        assertThat(schema.validate(Json.parse("[\"any\"]"))).hasSize(1);
    }

    @Test
    void noFaultQuotesTheValue() {
        JsonSchema schema =
                JsonSchema.parse(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[\"x\"]},"
                                + "\"b\":{\"maxLength\":1,\"pattern\":\"^x\",\"minLength\":99},"
                                + "\"c\":{\"maximum\":1,\"multipleOf\":5}}}");

        assertThat(schema.validate(Json.parse("{\"a\":\"secret\",\"b\":\"secret\",\"c\":424242}")))
                .hasSize(6)
                .noneMatch(error -> error.toString().contains("secret"))
                .noneMatch(error -> error.toString().contains("424242"));
    }

    @Test
    void numberThatIsTooLargeToWriteOutIsAFault() {
        JsonSchema schema = JsonSchema.parse("{\"multipleOf\":3,\"enum\":[5]}");

        assertThat(schema.validate(Json.parse("1e999999999")))
                .containsExactly(
                        new JsonSchema.Violation("", "is a number too large or too small to read"));
        assertThat(schema.validate(Json.parse("1e99999999999999")))
                .containsExactly(
                        new JsonSchema.Violation("", "is a number too large or too small to read"));
    }

    @Test
    void patternThatTriesForEverIsCutShort() {
        JsonSchema schema = JsonSchema.parse("{\"pattern\":\"^(a|aa|a*b?)*c$\"}");

        assertThat(schema.validate(Json.of("a".repeat(60) + "!")))
                .extracting(JsonSchema.Violation::what)
                .containsAnyOf(
                        "takes too long to check against a pattern",
                        "does not match the pattern ^(a|aa|a*b?)*c$");
    }

    @Test
    void faultsAreFewAndShort() {
        JsonSchema schema = JsonSchema.parse("{\"additionalProperties\":{\"type\":\"string\"}}");
        var json = Json.EMPTY;
        for (int i = 0; i < 100; i++) {
            json = json.with("name".repeat(1_000) + i, Json.of(1));
        }

        assertThat(schema.validate(json))
                .hasSize(20)
                .allMatch(error -> error.path().length() <= 200 && error.what().length() <= 300);
    }

    @Test
    void valueOfAThousandLevelsIsCheckedOrRefused() {
        String levels = "{\"label\":\"x\",\"children\":[";
        String deep = levels.repeat(498) + "]}".repeat(498);

        assertThat(JsonSchema.of(JavaShapes.Tree.class).validate(Json.parse(deep)))
                .satisfiesAnyOf(
                        faults -> assertThat(faults).isEmpty(),
                        faults ->
                                assertThat(faults)
                                        .extracting(JsonSchema.Violation::what)
                                        .containsExactly("is nested too deeply to be checked"));
    }

    @Test
    void equalSchemasAreOfEqualJson() {
        assertThat(JsonSchema.parse("{\"type\":\"object\",\"required\":[]}"))
                .isEqualTo(JsonSchema.parse("{\"required\":[],\"type\":\"object\"}"))
                .hasSameHashCodeAs(JsonSchema.parse("{\"required\":[],\"type\":\"object\"}"))
                .isNotEqualTo(JsonSchema.parse("{\"type\":\"object\"}"));
    }
}
