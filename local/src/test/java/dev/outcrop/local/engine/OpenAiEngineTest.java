package dev.outcrop.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

class OpenAiEngineTest {
    private static final String HELLO = "{'choices':[{'delta':{'content':'Hello'}}]}";
    private static final String STOP = "{'choices':[{'delta':{},'finish_reason':'stop'}]}";
    private static final String USAGE =
            "{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':2}}";
    private static final String ASKING = "{'messages':[{'role':'user','content':[{'text':'Hi'}]}]}";

    private FakeOpenAi server;
    private OpenAiEngine upstream;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new FakeOpenAi();
        upstream = OpenAiEngine.of(server.base(), "small", "secret-key");
    }

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    @Test
    void streamsTextAndUsage() {
        server.says(
                200,
                "{'choices':[{'delta':{'role':'assistant','content':''}}]}",
                HELLO,
                "{'choices':[{'delta':{'content':' you'}}]}",
                STOP,
                USAGE,
                "[DONE]");

        ask(ASKING);

        assertThat(events)
                .extracting(Event::toString)
                .containsExactly(
                        Event.messageStart().toString(),
                        Event.textDelta(0, "Hello").toString(),
                        Event.textDelta(0, " you").toString(),
                        Event.blockStop(0).toString(),
                        Event.messageStop("end_turn").toString(),
                        Event.metadata(7, 2).toString());
        assertThat(server.keys()).containsExactly("Bearer secret-key");
        assertThat(upstream.toString()).doesNotContain("secret-key");
    }

    @Test
    void asksOnceForTheModelWhereNoneIsNamed() {
        server.lists("{'object':'list','data':[{'id':'first'},{'id':'second'}]}");
        server.says(200, HELLO, STOP, USAGE, "[DONE]");
        try (var any = OpenAiEngine.of(server.base(), null, "secret-key")) {
            any.answer(question(), events::add);
            any.answer(question(), events::add);
        }

        assertThat(server.lastRequest().string("model")).isEqualTo("first");
        assertThat(server.keys()).hasSize(3).containsOnly("Bearer secret-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data':[]}", "{'data':[7]}", "[]"})
    void saysThatThereIsNoModel(String list) {
        server.lists(list);
        try (var any = OpenAiEngine.of(server.base(), null, null)) {
            assertThatThrownBy(() -> any.answer(question(), events::add))
                    .isInstanceOf(ServiceError.class)
                    .hasMessageEndingWith("lists no model.");
        }
    }

    @Test
    void aListThatIsNoJsonIsAnError() {
        server.lists("<html>");
        try (var any = OpenAiEngine.of(server.base(), null, null)) {
            assertThatThrownBy(() -> any.answer(question(), events::add))
                    .isInstanceOf(ServiceError.class);
        }
    }

    private static Question question() {
        return new Question("any", (Json.Obj) Json.parse(ASKING.replace('\'', '"')));
    }

    @Test
    void streamsReasoningAndMixedCalls() {
        server.says(
                200,
                "{'choices':[{'delta':{'reasoning_content':'Hm.'}}]}",
                HELLO,
                "{'choices':[{'delta':{'tool_calls':[{'index':0,'id':'a','function':"
                        + "{'name':'look','arguments':'{\\u0022at\\u0022:'}}]}}]}",
                "{'choices':[{'delta':{'tool_calls':[{'index':1,'id':'b','function':"
                        + "{'name':'hear','arguments':'{}'}}]}}]}",
                "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':"
                        + "{'arguments':'1}'}}]}}]}",
                "{'choices':[{'delta':{},'finish_reason':'tool_calls'}]}",
                "[DONE]");

        ask(ASKING);

        assertThat(events)
                .extracting(
                        event ->
                                event.type()
                                        + " "
                                        + event.payload().integer("contentBlockIndex", -1))
                .containsExactly(
                        "messageStart -1",
                        "contentBlockDelta 0",
                        "contentBlockStop 0",
                        "contentBlockDelta 1",
                        "contentBlockStop 1",
                        "contentBlockStart 2",
                        "contentBlockDelta 2",
                        "contentBlockStart 3",
                        "contentBlockDelta 3",
                        "contentBlockDelta 2",
                        "contentBlockStop 2",
                        "contentBlockStop 3",
                        "messageStop -1",
                        "metadata -1");
        assertThat(events.get(12).payload().string("stopReason")).isEqualTo("tool_use");
        assertThat(events.get(9).payload().object("delta").object("toolUse").string("input"))
                .isEqualTo("1}");
    }

    @Test
    void asksAsChatCompletionsAreAsked() {
        server.says(200, HELLO, STOP, "[DONE]");

        ask(
                "{'system':[{'text':'Be brief.'},{'cachePoint':{'type':'default'}}],'messages':["
                        + "{'role':'user','content':[{'text':'See'},{'image':{'format':'png',"
                        + "'source':{'bytes':'aGk='}}}]},"
                        + "{'role':'assistant','content':[{'reasoningContent':{'reasoningText':"
                        + "{'text':'x'}}},{'text':'I look'},{'toolUse':{'toolUseId':'t','name':'look',"
                        + "'input':{'at':1}}}]},{'role':'user','content':[{'toolResult':{'toolUseId':"
                        + "'t','content':[{'json':{'seen':2}}]}},{'text':'And?'}]}],"
                        + "'inferenceConfig':{'maxTokens':9,'topP':0.5,'stopSequences':['z']},"
                        + "'toolConfig':{'tools':[{'toolSpec':{'name':'look','description':'d',"
                        + "'inputSchema':{'json':{'type':'object'}}}}],'toolChoice':{'any':{}}},"
                        + "'additionalModelRequestFields':{'seed':3}}");

        assertThat(server.lastRequest())
                .isEqualTo(
                        parse(
                                "{'model':'small','messages':[{'role':'system','content':'Be"
                                        + " brief.'},{'role':'user','content':[{'type':'text','text':"
                                        + "'See'},{'type':'image_url','image_url':{'url':"
                                        + "'data:image/png;base64,aGk='}}]},{'role':'assistant',"
                                        + "'content':'I look','tool_calls':[{'id':'t','type':"
                                        + "'function','function':{'name':'look','arguments':"
                                        + "'{\\u0022at\\u0022:1}'}}]},{'role':'tool','content':"
                                        + "'{\\u0022seen\\u0022:2}','tool_call_id':'t'},{'role':'user',"
                                        + "'content':[{'type':'text','text':'And?'}]}],'stream':true,"
                                        + "'stream_options':{'include_usage':true},'max_tokens':9,"
                                        + "'top_p':0.5,'stop':['z'],'tools':[{'type':'function',"
                                        + "'function':{'name':'look','description':'d','parameters':"
                                        + "{'type':'object'}}}],'tool_choice':'required','seed':3}"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException",
        "401, AccessDeniedException",
        "404, ResourceNotFoundException",
        "429, ThrottlingException",
        "500, ModelErrorException",
        "503, ServiceUnavailableException"
    })
    void saysARefusalInBedrocksWords(int status, String type) {
        server.says(status, "{\"error\":{\"message\":\"no such luck\"}}");

        assertFails(type, "no such luck");
        assertThat(events).isEmpty();
    }

    @Test
    void neverEndsSilently() {
        server.says(200, HELLO);
        assertFails("ModelStreamErrorException", "ended its answer early");
        server.says(200, HELLO, "[DONE]");
        assertFails("ModelStreamErrorException", "ended its answer early");
        server.says(200, HELLO, FakeOpenAi.BREAK);
        assertFails("ModelStreamErrorException", "ended its answer early");
        server.says(200, HELLO, "{'error':{'message':'out of memory'}}");
        assertFails("ModelStreamErrorException", "out of memory");
        server.says(200, HELLO, "{nonsense");
        assertFails("ModelStreamErrorException", "not a chat completion chunk");
        assertThat(events).extracting(Event::type).doesNotContain("messageStop");
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        server.close();

        assertFails("ServiceUnavailableException", "cannot reach 127.0.0.1");
    }

    @Test
    void anErrorInMidStreamIsAnExceptionFrame() throws Exception {
        server.says(200, HELLO, FakeOpenAi.BREAK);
        try (var local = LocalBedrock.builder().engine(upstream).start();
                var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(
                                            local.endpoint()
                                                    .resolve("/model/local.m/converse-stream"))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    ASKING.replace('\'', '"')))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("Hello", "modelStreamErrorException");
        }
    }

    private void ask(String body) {
        upstream.answer(new Question("local.model", parse(body)), events::add);
    }

    private void assertFails(String type, String words) {
        assertThatThrownBy(() -> ask(ASKING))
                .isInstanceOfSatisfying(
                        ServiceError.class, error -> assertThat(error.type()).isEqualTo(type))
                .hasMessageContaining(words);
    }

    private static Json.Obj parse(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }
}
