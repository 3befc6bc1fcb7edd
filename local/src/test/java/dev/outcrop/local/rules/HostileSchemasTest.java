package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.internal.schemafill.SchemaFiller;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.stream.Stream;

/** Small schemas that ask for more than there is: each is refused, and soon. */
@Timeout(60)
@Tag("thorough")
class HostileSchemasTest {
    private static final String HAIKU = "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/";
    private static final String HUGE = "{'type':'array','minItems':1000000000,'items':{}}";

    private static LocalBedrock local;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        local.close();
    }

    static Stream<String> endless() {
        String nested = "{'type':'array','minItems':100,'items':".repeat(8) + "{}" + "}".repeat(8);
        return Stream.of(
                HUGE,
                nested,
                "{'type':'array','minItems':1e9}",
                "{'type':'array','minItems':1E400}",
                "{'type':'array','minItems':1e999999999}",
                "{'type':'array','minItems':30000,'uniqueItems':true,'items':{'type':'integer'}}",
                "{'type':'array','minItems':3,'uniqueItems':true,'items':{'type':'boolean'}}",
                "{'type':'array','minItems':3,'uniqueItems':true,'items':{'enum':['a','b']}}",
                "{'type':'array','contains':{'const':1},'minContains':1000000000}",
                "{'type':'array','minItems':2,'items':false}",
                "{'type':'object','minProperties':1000000000}",
                "{'type':'object','minProperties':2,'additionalProperties':false}",
                "{'type':'object','required':['a'],'additionalProperties':false}",
                "{'type':'object','required':['a'],'properties':{'a':false}}",
                "{'type':'object','required':['a'],'maxProperties':0}",
                "{'type':'string','minLength':2000000000}",
                "{'type':'string','minLength':5,'maxLength':3}",
                "{'type':'array','minItems':900,'items':{'type':'string','minLength':9000}}",
                "{'type':'number','minimum':1e999999999}",
                "{'type':'number','multipleOf':1e-999999999,'minimum':3}",
                "{'type':'integer','minimum':1e99999}",
                "{'type':'integer','minimum':0.2,'maximum':0.8}",
                "{'type':'number','minimum':3,'maximum':2}",
                "{'const':1,'type':'string'}",
                "{'enum':['a'],'type':'integer'}",
                "{'enum':[]}",
                "{'allOf':[{'type':'string'},{'type':'integer'}]}",
                "{'$ref':'#'}",
                "{'$ref':'#/properties/a','properties':{'a':{'$ref':'#'}}}",
                "{'allOf':[{'$ref':'#'},{'$ref':'#'}]}",
                "{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}",
                "{'type':'object','required':['a'],'properties':{'a':{'$ref':'#'}}}",
                "{'type':'object','required':['a','b'],'properties':"
                        + "{'a':{'$ref':'#'},'b':{'$ref':'#'}}}",
                "{'type':'object','required':['b'],'properties':{'b':{'$ref':'#/$defs/B'}},'$defs':"
                        + "{'A':{'type':'object','required':['b'],'properties':{'b':{'$ref':'#/$defs/B'}}},"
                        + "'B':{'type':'array','minItems':2,'items':{'$ref':'#/$defs/A'}}}}",
                doubling("'type':'object','required':['x','y'],'properties':{'x':%1$s,'y':%1$s}"),
                doubling("'allOf':[%1$s,%1$s]"),
                doubling("'anyOf':[%1$s,%1$s],'minLength':1"),
                doubling("'type':'array','prefixItems':[%1$s,%1$s]"));
    }

    @Test
    void longNamesCountAsOftenAsTheyAreSaid() {
        String name = "n".repeat(40_000);
        Json.Obj schema =
                parse(
                        "{'type':'array','minItems':10000,'items':{'type':'object','required':['"
                                + name
                                + "'],'properties':{'"
                                + name
                                + "':{'const':1}}}}");

        assertThat(filled(schema, "Hi")).isInstanceOf(ServiceError.class);
    }

    /** Definitions of which each has the next one twice. */
    private static String doubling(String body) {
        var all = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            all.add("'D" + i + "':{" + body.formatted("{'$ref':'#/$defs/D" + (i + 1) + "'}") + "}");
        }
        all.add("'D40':{'const':1,'type':'string'}");
        return "{'$ref':'#/$defs/D0','$defs':{" + String.join(",", all) + "}}";
    }

    @ParameterizedTest
    @MethodSource("endless")
    void areRefusedByWhatTheLocalBedrockCannotDo(String schema) {
        Object told = filled(parse(schema), "Hi, are there 3?");

        assertThat(told).isInstanceOf(ServiceError.class);
        assertThat(((ServiceError) told).type()).isEqualTo("ValidationException");
        assertThat(((ServiceError) told).getMessage())
                .startsWith(
                        "The local Bedrock emulator cannot generate a value for this"
                                + " JSON schema: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','pattern':'^(a+)+$'}",
                "{'type':'string','pattern':'^(a|aa|aaa)*b$'}",
                "{'type':'string','pattern':'a{1000000000}'}",
                "{'type':'string','pattern':'((((){99999}){99999}){99999}){99999}'}",
                "{'type':'string','pattern':'(x*)*(x*)*(x*)*(x*)*y'}"
            })
    void patternsDoNotTakeTheirTime(String schema) {
        String prompt = "'" + "a".repeat(3_000) + "!' '" + "x".repeat(900) + "' " + "a".repeat(60);

        assertThat(filled(parse(schema), prompt)).isInstanceOf(Json.Str.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"“", "'", "A ", "!", "a1 ", "- ", "1.", "\"x\" ", "`"})
    void promptsDoNotTakeTheirTime(String piece) {
        Json.Obj schema =
                parse(
                        "{'type':'object','required':['query','n','to'],'properties':{"
                                + "'query':{'type':'string'},'n':{'type':'integer'},"
                                + "'to':{'type':'string','format':'uri','maxLength':40}}}");

        assertThat(filled(schema, piece.repeat(300_000 / piece.length())))
                .isInstanceOf(Json.Obj.class);
    }

    @Test
    void manyPropertiesAndChoicesDoNotTakeTheirTime() {
        var properties = new ArrayList<String>();
        var choices = new ArrayList<String>();
        for (int i = 0; i < 30_000; i++) {
            properties.add("'property" + i + "':{'type':'string'}");
            choices.add("'choice " + i + "'");
        }
        String prompt = "Which of these? ".repeat(10_000);

        filled(
                parse("{'type':'object','properties':{" + String.join(",", properties) + "}}"),
                prompt);
        filled(parse("{'enum':[" + String.join(",", choices) + "]}"), prompt);
        filled(
                parse(
                        "{'type':'object','required':["
                                + String.join(",", choices)
                                + "],'minProperties':5}"),
                prompt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "converse | {'messages':M,'toolConfig':{'tools':[{'toolSpec':{'name':'t','inputSchema':{'json':S}}}],'toolChoice':{'tool':{'name':'t'}}}}",
                "converse-stream | {'messages':M,'toolConfig':{'tools':[{'toolSpec':{'name':'t','inputSchema':{'json':S}}}],'toolChoice':{'any':{}}}}",
                "converse | {'messages':M,'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'schema':Q}}}}}",
                "invoke | {'anthropic_version':'bedrock-2023-05-31','max_tokens':100,'messages':[{'role':'user','content':'Hi'}],'tools':[{'name':'t','input_schema':S}],'tool_choice':{'type':'tool','name':'t'}}",
                "invoke-with-response-stream | {'anthropic_version':'bedrock-2023-05-31','max_tokens':100,'messages':[{'role':'user','content':'Hi'}],'tools':[{'name':'t','input_schema':S}],'tool_choice':{'type':'any'}}",
                "nova invoke | {'messages':M,'toolConfig':{'tools':[{'toolSpec':{'name':'t','inputSchema':{'json':S}}}],'toolChoice':{'any':{}}}}",
                "/v1/chat/completions | {'model':'openai.gpt-oss-20b-1:0','messages':[{'role':'user','content':'Hi'}],'tools':[{'type':'function','function':{'name':'t','parameters':S}}],'tool_choice':'required'}",
                "/v1/chat/completions | {'model':'openai.gpt-oss-20b-1:0','stream':true,'messages':[{'role':'user','content':'Hi'}],'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':S}}}",
                "/v1/responses | {'model':'openai.gpt-oss-20b-1:0','input':'Hi','tools':[{'type':'function','name':'t','parameters':S}],'tool_choice':'required'}",
                "/anthropic/v1/messages | {'model':'anthropic.claude-haiku-4-5-20251001-v1:0','max_tokens':100,'messages':[{'role':'user','content':'Hi'}],'tools':[{'name':'t','input_schema':S}],'tool_choice':{'type':'any'}}"
            })
    void areRefusedByEveryApi(String call) throws Exception {
        String schema = "{'type':'object','required':['a'],'properties':{'a':" + HUGE + "}}";
        String[] parts = call.split(" \\| ", 2);
        String body =
                parts[1].replace("M", "[{'role':'user','content':[{'text':'Hi'}]}]")
                        .replace("'schema':Q", "'schema':" + Json.of(schema.replace('\'', '"')))
                        .replace(":S", ":" + schema)
                        .replace('\'', '"');
        String path =
                parts[0].startsWith("/")
                        ? parts[0]
                        : parts[0].startsWith("nova ")
                                ? "/model/amazon.nova-lite-v1%3A0/" + parts[0].substring(5)
                                : HAIKU + parts[0];

        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(URI.create(local.endpoint() + path))
                                .header("anthropic-version", "2023-06-01")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body())
                .contains(
                        "The local Bedrock emulator cannot generate a value for this JSON schema");
    }

    @Test
    void allToolsOfOneAnswerShareTheBudget() throws Exception {
        String tool =
                "{'toolSpec':{'name':'t#','inputSchema':{'json':{'type':'object','required':['a'],"
                        + "'properties':{'a':{'type':'array','minItems':9000,'items':{}}}}}}}";
        var tools = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            tools.add(tool.replace("#", "" + i));
            names.add("t" + i);
        }
        String body =
                "{'messages':[{'role':'user','content':[{'text':'Call %s'}]}],'toolConfig':{'tools':[%s]}}"
                        .formatted(String.join(" ", names), String.join(",", tools));

        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(URI.create(local.endpoint() + HAIKU + "converse"))
                                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void anInputIsNotCutWhereNobodyLimitsIt() throws Exception {
        String schema =
                "{'type':'object','required':['a'],'properties':"
                        + "{'a':{'type':'array','minItems':6000,'items':{'type':'integer'}}}}";
        String body =
                ("{'messages':[{'role':'user','content':[{'text':'Hi'}]}],'toolConfig':{'tools':"
                                + "[{'toolSpec':{'name':'t','inputSchema':{'json':S}}}],"
                                + "'toolChoice':{'any':{}}}}")
                        .replace(":S", ":" + schema)
                        .replace('\'', '"');

        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(URI.create(local.endpoint() + HAIKU + "converse"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());

        Json.Obj message =
                ((Json.Obj) Json.parse(response.body())).object("output").object("message");
        Json.Obj block = (Json.Obj) message.array("content").getFirst();
        assertThat(block.object("toolUse").object("input").array("a")).hasSize(6_000);
    }

    /** The value, or the error in its place. */
    private static Object filled(Json.Obj schema, String prompt) {
        try {
            return new SchemaFiller(schema, prompt).fill();
        } catch (ServiceError e) {
            return e;
        }
    }

    private static Json.Obj parse(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }
}
