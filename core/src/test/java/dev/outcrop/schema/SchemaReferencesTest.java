package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References lead where JSON Schema says, for checking, for fitting and for strict forms alike. */
class SchemaReferencesTest {
    /** Schemas whose member {@code a} is an integer, by a reference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$ref':'#/definitions/Partial%3CFoo%3E'},'definitions':{'Partial<Foo>':INTEGER",
                "'$ref':'#/definitions/Partial<Foo>'},'definitions':{'Partial<Foo>':INTEGER",
                "'$ref':'#/$defs/a~1b~0c'},'$defs':{'a/b~c':INTEGER",
                "'$ref':'#/$defs/a%7E1b'},'$defs':{'a/b':INTEGER",
                "'$ref':'#/%24defs/a%25b'},'$defs':{'a%b':INTEGER",
                "'$ref':'#/$defs/a+b'},'$defs':{'a+b':INTEGER",
                "'$ref':'#/$defs/a%2Bb'},'$defs':{'a+b':INTEGER",
                "'$ref':'#/$defs/a%23b'},'$defs':{'a#b':INTEGER",
                "'$ref':'#/$defs/a%20b'},'$defs':{'a b':INTEGER",
                "'$ref':'#/$defs/a b'},'$defs':{'a b':INTEGER",
                "'$ref':'#/$defs/\u00e9'},'$defs':{'\u00e9':INTEGER",
                "'$ref':'#/$defs/%C3%A9'},'$defs':{'\u00e9':INTEGER",
                "'$ref':'#/$defs/'},'$defs':{'':INTEGER",
                "'$ref':'#/$defs/x/anyOf/0'},'$defs':{'x':{'anyOf':[INTEGER,true]}",
                "'$ref':'#whole'},'$defs':{'n':{'$anchor':'whole','type':'integer'}",
                "'$dynamicRef':'#whole'},'$defs':{'n':{'$dynamicAnchor':'whole','type':'integer'}",
                "'$ref':'https://example.org/s#/$defs/n'},'$id':'https://example.org/s','$defs':{'n':INTEGER",
                "'$ref':'s#/$defs/n'},'$id':'https://example.org/s','$defs':{'n':INTEGER",
                "'$ref':'s.json#/$defs/n'},'$id':'s.json','$defs':{'n':INTEGER",
                "'$ref':'urn:example:s#/$defs/n'},'$id':'urn:example:s','$defs':{'n':INTEGER",
                "'$ref':'n.json'},'$defs':{'n':{'$id':'n.json','type':'integer'}",
                "'$ref':'https://example.org/n'},'$id':'https://example.org/s','$defs':{'n':{'$id':'/n','type':'integer'}",
                "'$ref':'n#/$defs/m'},'$defs':{'n':{'$id':'n','$defs':{'m':INTEGER}}",
                "'$ref':'n#m'},'$defs':{'n':{'$id':'n','$defs':{'m':{'$anchor':'m','type':'integer'}}}",
                "'$ref':'n'},'$defs':{'n':{'$id':'n','$ref':'#/$defs/m','$defs':{'m':INTEGER}},'m':false",
                "'$ref':'#/$defs/one'},'$defs':{'one':{'$ref':'#/$defs/two'},'two':INTEGER",
                "'$ref':'#/components/n'},'components':{'n':INTEGER"
            })
    void referencesAreFollowed(String rest) {
        String text =
                "{'type':'object','required':['a'],'additionalProperties':false,"
                        + "'properties':{'a':{REST}}";
        String quoted =
                text.replace("REST", rest.replaceFirst("},'", "}},'"))
                        .replace("INTEGER", "{'type':'integer'}")
                        .replace('\'', '"');
        JsonSchema schema = JsonSchema.parse(quoted);
        Json right = Json.parse("{\"a\":1}");
        Json wrong = Json.parse("{\"a\":\"1\"}");

        assertThat(schema.validate(right)).isEmpty();
        assertThat(schema.validate(wrong))
                .containsExactly(new JsonSchema.Violation("/a", "is of type string, not integer"));
        assertThat(schema.fitted(wrong)).isEqualTo(right);
        if (!rest.contains("anyOf")) {
            assertThat(schema.strictFaults()).isEmpty();
        }
        JsonSchema strict = schema.strict();
        assertThat(strict.validate(right)).isEmpty();
        assertThat(strict.validate(wrong)).hasSize(1);
        assertThat(JsonSchema.of(strict.json())).isEqualTo(strict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"$ref":"#/$defs/any","$defs":{"any":true}}             | 1 | true
                    {"$ref":"#/$defs/none","$defs":{"none":false}}          | 1 | false
                    {"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":true}} | {"a":1} | true
                    true                                                    | 1 | true
                    false                                                   | 1 | false
                    {"items":false}                                         | [1] | false
                    {"items":false}                                         | []  | true
                    {"properties":{"$ref":{"type":"string"}}}               | {"$ref":1} | false
                    {"properties":{"$ref":{"type":"string"}}}               | {"$ref":"#/none"} | true
                    {"$dynamicRef":"#n","$defs":{"n":{"$dynamicAnchor":"n","type":"null"}}} | 1 | false
                    {"$schema":"https://json-schema.org/draft/2019-09/schema","items":{"$recursiveRef":"#"},"type":"array"} | [[1]] | false
                    {"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#n","definitions":{"n":{"$id":"#n","type":"null"}}} | 1 | false
                    {"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definitions/n","type":"null"}},"definitions":{"n":{"type":"integer"}}} | {"a":1} | true
                    {"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"]}} | {"a":1} | false
                    {"$schema":"http://json-schema.org/draft-04/schema#","id":"http://example.org/s","properties":{"a":{"$ref":"n"}},"definitions":{"n":{"id":"n","type":"null"}}} | {"a":1} | false
                    {"definitions":{"n":{"type":"null"}},"properties":{"a":{"$ref":"#/definitions/n"}}} | {"a":1} | false
                    """)
    void schemasAreBooleansToo(String schema, String value, boolean valid) {
        assertThat(JsonSchema.parse(schema).validate(Json.parse(value)).isEmpty()).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"#/$defs/100%\",\"$defs\":{\"100%\":true}}",
                "{\"$ref\":\"#/$defs/a%FF\",\"$defs\":{\"a\":true}}",
                "{\"$ref\":\"#nowhere\"}",
                "{\"$dynamicRef\":\"#nowhere\"}",
                "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":1}}",
                "{\"$ref\":\"#/anyOf/00\",\"anyOf\":[true]}",
                "{\"$id\":\"https://example.org/s\",\"$ref\":\"https://example.org/t\"}",
                "{\"$ref\":\"#a\",\"const\":{\"$anchor\":\"a\"}}",
                "{\"$ref\":\"a\",\"enum\":[{\"$id\":\"a\"}]}",
                "{\"properties\":{\"const\":{\"$ref\":\"#/nowhere\"}}}",
                "{\"$ref\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"$ref\":\":\"}"
            })
    void referencesThatLeadNowhereAreRefused(String schema) {
        assertThatThrownBy(() -> JsonSchema.parse(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a self-contained JSON schema: ")
                .hasMessageEndingWith("has no target within the schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"properties":{"a":{"items":[{"type":"string"}]}}}        | /properties/a/items | 7
                    {"items":[true],"additionalItems":false}                  | /items | 7
                    {"dependencies":{"a":["b"]}}                              | /dependencies | 7
                    {"definitions":{"a":{"dependencies":{"a":{}}}}}           | /definitions/a/dependencies | 7
                    {"definitions":{"a":{"$id":"#a"}},"$ref":"#a"}            | /definitions/a/$id | 7
                    {"minimum":1,"exclusiveMinimum":true}                     | /exclusiveMinimum | 4
                    """)
    void formsOfEarlierDraftsWithoutTheirNameGetOneMessage(
            String schema, String place, String draft) {
        String message =
                "not a JSON schema: "
                        + place
                        + ": is syntax of draft "
                        + draft
                        + ", but the schema does not name its draft. Add \"$schema\":"
                        + " \"http://json-schema.org/draft-0"
                        + draft
                        + "/schema#\"";

        assertThatThrownBy(() -> JsonSchema.parse(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        String named = "{\"$schema\":\"http://json-schema.org/draft-0" + draft + "/schema#\",";
        assertThat(JsonSchema.parse(named + schema.substring(1))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x/y\"},"
                        + "\"b\":{\"$ref\":\"#/$defs/y\"}},\"$defs\":{\"y\":{\"type\":\"string\"},"
                        + "\"x\":{\"y\":{\"type\":\"integer\"}}},\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x%3Cy\"},"
                        + "\"b\":{\"$ref\":\"#/$defs/x%3Ey\"}},\"$defs\":{\"x>y\":{\"type\":\"string\"},"
                        + "\"x<y\":{\"type\":\"integer\"}},\"additionalProperties\":false}"
            })
    void definitionsOfAlikeNamesStayApartInTheStrictForm(String schema) {
        JsonSchema strict = JsonSchema.parse(schema).strict();

        assertThat(strict.validate(Json.parse("{\"a\":1,\"b\":\"x\"}"))).isEmpty();
        assertThat(strict.validate(Json.parse("{\"a\":\"x\"}"))).hasSize(1);
        assertThat(strict.validate(Json.parse("{\"b\":1}"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"const\":{\"$ref\":\"#/a\",\"b\":1}} | {\"$ref\":\"#/a\",\"b\":1} | {\"b\":1}",
                "{\"enum\":[{\"$ref\":\"#\"}]} | {\"$ref\":\"#\"} | 1",
                "{\"$id\":\"https://example.org/s\",\"items\":{\"$ref\":\"#/$defs/n\"},\"$defs\":"
                        + "{\"n\":{\"type\":\"integer\"}}} | [1] | [\"x\"]",
                "{\"$id\":\"https://example.org/s\",\"items\":{\"$ref\":\"s#/prefixItems/0\"},"
                        + "\"prefixItems\":[{\"type\":\"integer\"}]} | [1,2] | [1,\"x\"]",
                "{\"items\":{\"$ref\":\"#n\"},\"$defs\":{\"n\":{\"$anchor\":\"n\",\"type\":"
                        + "\"integer\"}}} | [1] | [\"x\"]",
                "{\"items\":{\"$ref\":\"#/%24defs/n%3C\"},\"$defs\":{\"n<\":{\"type\":"
                        + "\"integer\"}}} | [1] | [\"x\"]",
                "{\"anyOf\":[{\"type\":\"null\"},{\"items\":{\"$ref\":\"#\"},\"type\":\"array\"}]}"
                        + " | [[null]] | [[1]]",
                "{\"items\":{\"properties\":{\"$ref\":{\"type\":\"string\"}}}} |"
                        + " [{\"$ref\":\"#/a\"}] | [{\"$ref\":1}]",
                "true | 1 | "
            })
    void memberOfAnObjectMeansTheSame(String row) {
        String[] parts = row.split(" \\| ?", -1);
        JsonSchema alone = JsonSchema.parse(parts[0]);
        JsonSchema member = alone.asMember("value");

        assertThat(member.isObject()).isTrue();
        assertThat(member.validate(Json.parse("{\"value\":" + parts[1] + "}"))).isEmpty();
        assertThat(alone.validate(Json.parse(parts[1]))).isEmpty();
        assertThat(member.validate(Json.EMPTY)).isNotEmpty();
        if (!parts[2].isEmpty()) {
            assertThat(alone.validate(Json.parse(parts[2]))).isNotEmpty();
            assertThat(member.validate(Json.parse("{\"value\":" + parts[2] + "}"))).isNotEmpty();
        }
    }
}
