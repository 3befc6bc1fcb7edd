package dev.outcrop.internal.protocol.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.Streamed;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

class OpenAiChatTest {
    private static final VendorCodec DIALECT = new OpenAiChat();

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static List<Json> written(Message... messages) {
        return DIALECT.request(ConverseRequest.builder("m").messages(messages).build(), false)
                .array("messages");
    }

    private static Turn said(String message) {
        return DIALECT.turn(
                json("{'choices':[{'index':0,'finish_reason':'stop','message':" + message + "}]}"));
    }

    @Test
    void resultsOfToolsAreMessagesAndStandBeforeTheUsersWords() {
        var result = new Content.ToolResult("t", List.of(new Content.JsonValue(json("{'a':1}"))));

        assertThat(written(Message.user(Content.text("and"), result)))
                .isEqualTo(
                        json("{'m':[{'role':'tool','tool_call_id':'t','content':'{\\\"a\\\":1}'},"
                                        + "{'role':'user','content':'and'}]}")
                                .array("m"));
    }

    @Test
    void picturesSoundsAndDocumentsAreParts() {
        assertThat(
                        written(
                                Message.user(
                                        Content.text("q"),
                                        new Content.Image("png", Source.bytes(new byte[] {1})),
                                        new Content.Audio("wav", Source.bytes(new byte[] {2})),
                                        new Content.Document(
                                                "pdf", "d", Source.bytes(new byte[] {3})))))
                .isEqualTo(
                        json("{'m':[{'role':'user','content':[{'type':'text','text':'q'},"
                                        + "{'type':'image_url','image_url':"
                                        + "{'url':'data:image/png;base64,AQ=='}},"
                                        + "{'type':'input_audio','input_audio':"
                                        + "{'data':'Ag==','format':'wav'}},"
                                        + "{'type':'file','file':{'filename':'d.pdf',"
                                        + "'file_data':'data:application/pdf;base64,Aw=='}}]}]}")
                                .array("m"));
    }

    static Stream<Content> uncarried() {
        return Stream.of(
                new Content.Video("mp4", Source.bytes(new byte[1])),
                new Content.Image("png", Source.s3("s3://b/k")),
                new Content.Document("docx", "d", Source.bytes(new byte[1])),
                new Content.SearchResult("s", "t", List.of(), null, Json.EMPTY),
                new Content.GuardContent(Content.text("a"), List.of(), Json.EMPTY),
                new Content.ToolResult(
                        "t", List.of(new Content.Image("png", Source.bytes(new byte[1])))));
    }

    @ParameterizedTest
    @MethodSource("uncarried")
    void whatItCannotCarryIsRefusedAndSaysWhoCan(Content content) {
        assertThatThrownBy(() -> written(Message.user(content)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The OpenAI Chat Completions API does not support")
                .hasMessageContaining("Use Protocol.CONVERSE");
    }

    @Test
    void aSchemaIsStrictWhereItCanBe() {
        var closed =
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                        + "\"required\":[\"a\"],\"additionalProperties\":false}";
        var open = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

        assertThat(format(closed).get("strict")).isEqualTo(Json.of(true));
        assertThat(format(open).get("strict")).isNull();
        assertThat(format(open).string("name")).isEqualTo("answer");
    }

    private static Json.Obj format(String schema) {
        var config =
                new OutputConfig(
                        new OutputConfig.JsonSchemaFormat(schema, null, null, Json.EMPTY),
                        null,
                        Json.EMPTY);
        var request = ConverseRequest.builder("m").messages(Message.user("q")).outputConfig(config);
        return DIALECT.request(request.build(), false)
                .object("response_format")
                .object("json_schema");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, max_tokens",
        "openai.gpt-oss-20b, max_tokens",
        "gpt-5-mini, max_completion_tokens",
        "openai.gpt-5.5, max_completion_tokens",
        "us.openai.gpt-6.1-sol, max_completion_tokens",
        "o3, max_completion_tokens",
        "openai/o4-mini, max_completion_tokens",
        "llama3.2, max_tokens"
    })
    void modelsThatThinkHaveAnotherNameForTheLongestAnswer(String model, String name) {
        var request =
                ConverseRequest.builder(model)
                        .messages(Message.user("q"))
                        .inferenceConfig(
                                new InferenceConfig(9, null, null, List.of("x"), Json.EMPTY))
                        .build();
        Json.Obj body = DIALECT.request(request, true);

        assertThat(body.integer(name, 0)).isEqualTo(9);
        assertThat(body.array("stop")).containsExactly(Json.of("x"));
        assertThat(body.object("stream_options").get("include_usage")).isEqualTo(Json.of(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'assistant','content':'Hi.'}",
                "{'role':'assistant','content':'Hi.','refusal':null,'annotations':[]}",
                "{'role':'assistant','content':'Hi.','reasoning':'Hm.'}",
                "{'role':'assistant','content':'Hi.','reasoning_content':'Hm.'}",
                "{'role':'assistant','content':'Hi.','reasoning':'Hm.',"
                        + "'reasoning_details':[{'type':'x','data':'y'}]}",
                "{'role':'assistant','content':null,'refusal':'No.'}",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'t','type':'function',"
                        + "'function':{'name':'f','arguments':'{\\\"a\\\":1}'},"
                        + "'extra_content':{'google':{'thought_signature':'s'}}}]}",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'t','type':'custom',"
                        + "'custom':{'name':'f','input':'x'}}]}",
                "{'role':'assistant','content':[{'type':'thinking','thinking':"
                        + "[{'type':'text','text':'Hm.'}]},{'type':'text','text':'Hi.'},"
                        + "{'type':'reference','ids':[1]}]}"
            })
    void nothingOfAnAnswerIsLostAndItGoesBackAsItCame(String message) {
        String body =
                "{'id':'c','object':'chat.completion','created':1,'model':'m','choices':["
                        + "{'index':0,'finish_reason':'stop','logprobs':null,'message':"
                        + message
                        + "},{'index':1,'message':{'content':'b'},'finish_reason':'stop'}],"
                        + "'usage':{'prompt_tokens':3,'completion_tokens':4,'total_tokens':7,"
                        + "'prompt_tokens_details':{'cached_tokens':2}},'novel':[1]}";
        Turn turn = DIALECT.turn(json(body));

        assertThat(DIALECT.response(turn)).isEqualTo(json(body));
        assertThat(turn.usage().input()).isEqualTo(1);
        assertThat(turn.usage().cacheRead()).isEqualTo(2);
        assertThat(turn.usage().total()).isEqualTo(7);
        Json.Obj sent = (Json.Obj) written(turn.message()).getFirst();
        json(message)
                .members()
                .forEach(
                        (name, value) -> {
                            if (!ChatAnswer.isBlank(value)) {
                                assertThat(sent.get(name)).isEqualTo(value);
                            }
                        });
    }

    @Test
    void whatAnotherModelThoughtIsLeftOut() {
        assertThat(
                        written(
                                Message.user("q"),
                                Message.assistant(new Content.Reasoning("Hm.", "sig")),
                                Message.user("q")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, false, end_turn",
        "stop, true, tool_use",
        "tool_calls, true, tool_use",
        "length, false, max_tokens",
        "content_filter, false, content_filtered",
        "novel, false, novel"
    })
    void theReasonIsInConversesWords(String word, boolean calls, String converse) {
        assertThat(ChatAnswer.reason(word, calls)).isEqualTo(new StopReason(converse));
    }

    @Test
    @SuppressWarnings(
            "NullAway") // it does not read the annotation of a nested type from a class file
    void callsMayComeInFragmentsAndInterleaved() {
        Turn turn =
                Streamed.turn(
                        DIALECT,
                        chunk("{'role':'assistant','content':''}"),
                        chunk("{'reasoning':'Hm'}"),
                        chunk("{'reasoning':'.'}"),
                        chunk("{'content':'Let me '}"),
                        chunk("{'content':'see.'}"),
                        chunk(
                                "{'tool_calls':[{'index':0,'id':'a','type':'function',"
                                        + "'function':{'name':'f','arguments':''}}]}"),
                        chunk("{'tool_calls':[{'index':0,'function':{'arguments':'{\\\"x'}}]}"),
                        chunk(
                                "{'tool_calls':[{'index':1,'id':'b','type':'function',"
                                        + "'function':{'name':'g','arguments':'{}'},'extra':1}]}"),
                        chunk("{'tool_calls':[{'index':0,'function':{'arguments':'\\\":1}'}}]}"),
                        "{'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}",
                        "{'id':'c','choices':[],'usage':{'prompt_tokens':1,'completion_tokens':2,"
                                + "'total_tokens':3}}");

        assertThat(turn.content())
                .containsExactly(
                        new Content.Reasoning(
                                "Hm.", null, null, json("{'openai_chat':{'as':'reasoning'}}")),
                        Content.text("Let me see."),
                        new Content.ToolUse("a", "f", json("{'x':1}")),
                        new Content.ToolUse(
                                "b", "g", Json.EMPTY, null, json("{'openai_chat':{'extra':1}}")));
        assertThat(turn.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(turn.usage().output()).isEqualTo(2);
        assertThat(DIALECT.turn(DIALECT.response(turn))).isEqualTo(turn);
    }

    private static String chunk(String delta) {
        return "{'id':'c','object':'chat.completion.chunk','choices':[{'index':0,'delta':"
                + delta
                + ",'finish_reason':null}]}";
    }

    @Test
    void wholeCallsWithoutNumbersAreCallsOfTheirOwn() {
        Turn turn =
                Streamed.turn(
                        DIALECT,
                        chunk(
                                "{'tool_calls':[{'id':'a','function':"
                                        + "{'name':'f','arguments':'{\\\"x\\\":1}'}}]}"),
                        chunk(
                                "{'tool_calls':[{'id':'b','function':"
                                        + "{'name':'f','arguments':'{\\\"x\\\":2}'}}]}"),
                        "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}");

        assertThat(turn.toolUses())
                .extracting(Content.ToolUse::input)
                .containsExactly(json("{'x':1}"), json("{'x':2}"));
        assertThat(turn.stopReason()).isEqualTo(StopReason.TOOL_USE);
    }

    @Test
    void membersOfAMessageThatAreNewComeInPieces() {
        Turn turn =
                Streamed.turn(
                        DIALECT,
                        chunk("{'content':'Hi.','reasoning_details':[{'a':1}]}"),
                        chunk("{'reasoning_details':[{'b':2}]}"),
                        "{'choices':[{'index':0,'delta':{},'finish_reason':'stop',"
                                + "'logprobs':null}]}");

        assertThat(written(turn.message()))
                .containsExactly(
                        json(
                                "{'role':'assistant','content':'Hi.',"
                                        + "'reasoning_details':[{'a':1},{'b':2}]}"));
    }

    @Test
    void withoutAReasonThereIsNoEnd() {
        assertThat(Streamed.events(DIALECT, List.of(json(chunk("{'content':'Hi.'}")))))
                .hasSize(2)
                .noneMatch(StreamEvent.MessageStop.class::isInstance);
    }

    @Test
    void anErrorIsTheRightException() {
        assertThatThrownBy(
                        () ->
                                Streamed.turn(
                                        DIALECT, "{'error':{'message':'m','type':'server_error'}}"))
                .isInstanceOf(ServiceException.class);
        assertThatThrownBy(() -> DIALECT.turn(json("{'error':{'message':'m','code':402}}")))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void thinkingBetweenTagsIsThinking() {
        VendorCodec tagged = OpenAiChat.withTaggedThinking();
        String body =
                "{'choices':[{'finish_reason':'stop','message':{'role':'assistant',"
                        + "'content':'<reasoning>Hm.</reasoning>Hi.'}}]}";
        Turn turn = tagged.turn(json(body));

        assertThat(turn.reasoning()).isEqualTo("Hm.");
        assertThat(turn.text()).isEqualTo("Hi.");
        assertThat(tagged.response(turn)).isEqualTo(json(body));
        assertThat(said("{'content':'<reasoning>Hm.</reasoning>Hi.'}").reasoning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'choices':[]}",
                "{'choices':[{'message':{}}]}",
                "{'choices':[{'finish_reason':'stop'}]}"
            })
    void anAnswerOfAnotherKindIsUnreadable(String body) {
        assertThatThrownBy(() -> DIALECT.turn(json(body))).isInstanceOf(JsonException.class);
    }
}
