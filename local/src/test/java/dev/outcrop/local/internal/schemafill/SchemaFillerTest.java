package dev.outcrop.local.internal.schemafill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class SchemaFillerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the weather in Paris?|{'city':{'type':'string'}}|{'city':'Paris'}",
                "Is it cold in New York for 3 days?"
                        + "|{'city':{'type':'string'},'days':{'type':'integer'}}"
                        + "|{'city':'New York','days':3}",
                "days: 5, city = Rome"
                        + "|{'city':{'type':'string'},'days':{'type':'integer'}}"
                        + "|{'city':'Rome','days':5}",
                "Forecast in fahrenheit please"
                        + "|{'unit':{'enum':['celsius','fahrenheit']}}|{'unit':'fahrenheit'}",
                "Anything|{'unit':{'enum':['celsius','fahrenheit']}}|{'unit':'celsius'}",
                "Write to ann@example.org on 2027-05-06."
                        + "|{'to':{'type':'string','format':'email'},"
                        + "'on':{'type':'string','format':'date'}}"
                        + "|{'to':'ann@example.org','on':'2027-05-06'}",
                "Find “blue shoes” under 99.5"
                        + "|{'query':{'type':'string','maxLength':12},'price':{'type':'number'}}"
                        + "|{'query':'blue shoes','price':99.5}",
                "no cache, please|{'cache':{'type':'boolean'}}|{'cache':false}",
                "at 40, 7 or 12|{'n':{'type':'integer','maximum':10}}|{'n':7}",
                "hi|{'n':{'type':'integer','minimum':3,'default':4}}|{'n':4}"
            })
    void takesWhatThePromptSays(String prompt, String properties, String expected) {
        Json.Obj schema = (Json.Obj) Json.parse(properties.replace('\'', '"'));
        List<String> names = List.copyOf(schema.members().keySet());
        Json.Obj object =
                Json.object(Map.of("type", "object", "required", names)).with("properties", schema);

        assertThat(new SchemaFiller(object, prompt).fill())
                .isEqualTo(Json.parse(expected.replace('\'', '"')));
    }

    @Test
    void leavesOutWhatIsNeitherRequiredNorNamed() {
        var schema =
                parse(
                        "{'type':'object','properties':{'city':{'type':'string'},'zip':{'type':'string'}}}");

        assertThat(new SchemaFiller(schema, "city: Bern").fill().toString())
                .isEqualTo("{\"city\":\"Bern\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','minLength':5,'maxLength':7}",
                "{'type':'string','maxLength':2}",
                "{'type':['null','integer'],'exclusiveMinimum':4,'exclusiveMaximum':6}",
                "{'type':'number','minimum':0.25,'maximum':0.3}",
                "{'type':'integer','minimum':-9,'maximum':-3}",
                "{'type':'integer','multipleOf':7,'minimum':15}",
                "{'type':'array','items':{'type':'integer'},'minItems':3,'uniqueItems':true}",
                "{'type':'array','items':{'enum':['a','b','c']},'minItems':3,'uniqueItems':true}",
                "{'type':'array','items':{'type':'string'},'maxItems':0}",
                "{'anyOf':[{'type':'null'},{'type':'boolean'}]}",
                "{'oneOf':[{'type':'string','const':'x'},{'type':'integer'}]}",
                "{'allOf':[{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']},"
                        + "{'properties':{'b':{'type':'string'}},'required':['b']}]}",
                "{'$ref':'#/$defs/Node','$defs':{'Node':{'type':'object','properties':"
                        + "{'value':{'type':'string'},'children':{'type':'array','items':"
                        + "{'$ref':'#/$defs/Node'}}},'required':['value','children'],"
                        + "'additionalProperties':false}}}",
                "{'$ref':'#/$defs/L','$defs':{'L':{'type':'object','required':['next'],"
                        + "'properties':{'next':{'anyOf':[{'$ref':'#/$defs/L'},{'type':'null'}]}}}}}",
                "{'type':'object','required':['free'],'minProperties':3}",
                "{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'string'}},"
                        + "'required':['a'],'anyOf':[{'required':['b']}]}",
                "{'type':'object','properties':{'a':{},'b':{}},'required':['a'],"
                        + "'oneOf':[{'required':['b'],'properties':{'a':{'type':'integer'}}}]}",
                "{'type':'object','properties':{'a':{'type':'integer'}},'required':['a'],"
                        + "'default':{}}",
                "{'allOf':[{'type':'object','properties':{'a':{'type':'integer','minimum':3}},"
                        + "'required':['a']},{'properties':{'a':{'maximum':3}},'minProperties':2}]}",
                "{'allOf':[{'enum':['a','b']},{'enum':['b','c']}]}",
                "{'anyOf':[{'type':'integer','minimum':3,'maximum':2},{'type':'string'}]}",
                "{'anyOf':[{'enum':[]},{'type':'null'}]}",
                "{'enum':[1,'x'],'type':'string'}",
                "{'type':'object','required':['v'],'properties':{'v':{'$ref':'#/$defs/T'}},'$defs':"
                        + "{'T':{'anyOf':[{'type':'object','required':['l','r'],'properties':"
                        + "{'l':{'$ref':'#/$defs/T'},'r':{'$ref':'#/$defs/T'}}},{'type':'string'}]}}}",
                "{'type':'string','minLength':30000}",
                "{'type':'string','format':'uri','minLength':30}",
                "{'type':'integer','multipleOf':7,'maximum':-15}",
                "{'type':'array','minItems':2000,'items':{'type':'object','required':['id'],"
                        + "'properties':{'id':{'type':'string'}}},'uniqueItems':true}",
                "{'type':'array','items':{'type':'integer','minimum':1,'maximum':8},'minItems':8,"
                        + "'uniqueItems':true}",
                "{'type':'array','items':{'type':'boolean'},'minItems':2,'uniqueItems':true}",
                "{'type':'array','items':{'type':'string','maxLength':2},'minItems':9,"
                        + "'uniqueItems':true}",
                "{'type':'object','minProperties':2,'properties':{'a':{'type':'integer'},"
                        + "'b':{'type':'string'}},'additionalProperties':false}"
            })
    void fitsTheSchema(String text) {
        Json.Obj schema = parse(text);
        Json value = new SchemaFiller(schema, "Is it 8 or 42 in Oslo, “yes”?").fill();

        assertThat(new Validator(schema).accepts(value)).as("%s for %s", value, schema).isTrue();
    }

    @Test
    void fitsSchemasOfEveryShape() {
        long seed = 20_260_131;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Json.Obj schema = Json.object(schema(random, 0));
            Json value = new SchemaFiller(schema, "In Paris, for 3 days, at 2.5 or 77").fill();

            assertThat(new Validator(schema).accepts(value))
                    .as("seed %s, round %s: %s for %s", seed, i, value, schema)
                    .isTrue();
        }
    }

    private static Map<String, Object> schema(Random random, int depth) {
        int least = random.nextInt(-5, 6);
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> Map.of("type", "string", "minLength", random.nextInt(4), "maxLength", 6);
            case 1 ->
                    Map.of(
                            "type",
                            "integer",
                            "minimum",
                            least,
                            "maximum",
                            least + random.nextInt(9));
            case 2 -> Map.of("type", "number", "exclusiveMinimum", least, "maximum", least + 1);
            case 3 -> Map.of("type", "boolean");
            case 4 -> Map.of("enum", List.of("red", 3, "In"));
            case 5 ->
                    Map.of(
                            "type",
                            "array",
                            "minItems",
                            random.nextInt(3),
                            "items",
                            schema(random, depth + 1));
            case 6 ->
                    Map.of("anyOf", List.of(schema(random, depth + 1), schema(random, depth + 1)));
            default -> object(random, depth);
        };
    }

    private static Map<String, Object> object(Random random, int depth) {
        var required = new ArrayList<String>();
        var properties = new java.util.LinkedHashMap<String, Object>();
        for (String name : List.of("city", "days", "nested")) {
            properties.put(name, schema(random, depth + 1));
            if (random.nextBoolean()) {
                required.add(name);
            }
        }
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                required,
                "additionalProperties",
                false);
    }

    private static Json.Obj parse(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }
}
