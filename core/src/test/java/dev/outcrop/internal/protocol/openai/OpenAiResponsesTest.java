package dev.outcrop.internal.protocol.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.Streamed;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class OpenAiResponsesTest {
    private static final VendorCodec DIALECT = new OpenAiResponses();

    private static final List<String> ITEMS =
            List.of(
                    "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
                            + "'text':'One.'},{'type':'summary_text','text':'Two.'}],"
                            + "'encrypted_content':'enc'}",
                    "{'type':'web_search_call','id':'ws_1','status':'completed',"
                            + "'action':{'query':'x'}}",
                    "{'type':'message','id':'msg_1','role':'assistant','status':'completed',"
                            + "'phase':'commentary','content':[{'type':'output_text',"
                            + "'annotations':[{'type':'url_citation','url':'u'}],'text':'Hi.'},"
                            + "{'type':'output_text','annotations':[],'text':' Ho.'}]}",
                    "{'type':'message','id':'msg_2','role':'assistant','status':'completed',"
                            + "'content':[{'type':'refusal','refusal':'No.'}]}",
                    "{'type':'message','id':'msg_3','role':'assistant','status':'completed',"
                            + "'content':[{'type':'novel','x':1}]}",
                    "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'f',"
                            + "'arguments':'{\\\"a\\\":1}','status':'completed'}");

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static Json.Obj body() {
        return json(
                "{'id':'resp_1','object':'response','status':'completed','model':'m',"
                        + "'incomplete_details':null,'output':["
                        + String.join(",", ITEMS)
                        + "],'usage':{'input_tokens':88,'input_tokens_details':"
                        + "{'cached_tokens':6,'cache_write_tokens':80},'output_tokens':14,"
                        + "'output_tokens_details':{'reasoning_tokens':3},'total_tokens':102}}");
    }

    private static Json.Obj written(Message... messages) {
        return DIALECT.request(ConverseRequest.builder("m").messages(messages).build(), false);
    }

    @Test
    void nothingOfAnAnswerIsLostAndItGoesBackAsItCame() {
        Turn turn = DIALECT.turn(body());

        assertThat(DIALECT.response(turn)).isEqualTo(body());
        assertThat(turn.text()).isEqualTo("Hi. Ho.No.");
        assertThat(turn.reasoning()).isEqualTo("One.\n\nTwo.");
        assertThat(turn.toolUses())
                .extracting(Content.ToolUse::toolUseId)
                .containsExactly("call_1");
        assertThat(turn.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(turn.usage().input()).isEqualTo(2);
        assertThat(turn.usage().cacheWrite()).isEqualTo(80);
        assertThat(written(turn.message()).get("input")).isEqualTo(body().get("output"));
    }

    @Test
    void aStreamSaysTheSameAsTheWholeAnswer() {
        var pieces = new ArrayList<Json.Obj>();
        pieces.add(json("{'type':'response.created','response':{'output':[]}}"));
        pieces.add(json("{'type':'response.in_progress','response':{'output':[]}}"));
        pieces.add(delta("response.reasoning_summary_text.delta", 0, "'summary_index':0", "On"));
        pieces.add(delta("response.reasoning_summary_text.delta", 0, "'summary_index':0", "e."));
        pieces.add(delta("response.reasoning_summary_text.delta", 0, "'summary_index':1", "Two."));
        pieces.add(done(0));
        pieces.add(json("{'type':'response.web_search_call.searching','output_index':1}"));
        pieces.add(done(1));
        pieces.add(delta("response.output_text.delta", 2, "'content_index':0", "Hi."));
        pieces.add(delta("response.output_text.delta", 2, "'content_index':1", " Ho."));
        pieces.add(done(2));
        pieces.add(delta("response.refusal.delta", 3, "'content_index':7", "No."));
        pieces.add(done(3));
        pieces.add(done(4));
        pieces.add(
                json(
                        "{'type':'response.output_item.added','output_index':5,'item':"
                                + "{'type':'function_call','call_id':'call_1','name':'f',"
                                + "'arguments':'','status':'in_progress'}}"));
        pieces.add(delta("response.function_call_arguments.delta", 5, "'x':1", "{\\\"a"));
        pieces.add(delta("response.function_call_arguments.delta", 5, "'x':1", "\\\":1}"));
        pieces.add(done(5));
        pieces.add(Json.EMPTY.with("type", Json.of("response.completed")).with("response", body()));

        assertThat(Streamed.turn(DIALECT, pieces)).isEqualTo(DIALECT.turn(body()));
    }

    private static Json.Obj delta(String type, int item, String part, String delta) {
        return json(
                "{'type':'"
                        + type
                        + "','output_index':"
                        + item
                        + ","
                        + part
                        + ",'delta':'"
                        + delta
                        + "'}");
    }

    private static Json.Obj done(int item) {
        return json(
                "{'type':'response.output_item.done','output_index':"
                        + item
                        + ",'item':"
                        + ITEMS.get(item)
                        + "}");
    }

    @Test
    void theEndAloneSaysEverything() {
        Turn turn =
                Streamed.turn(
                        DIALECT,
                        List.of(
                                json("{'type':'response.created'}"),
                                Json.EMPTY
                                        .with("type", Json.of("response.completed"))
                                        .with("response", body())));

        assertThat(turn).isEqualTo(DIALECT.turn(body()));
    }

    @Test
    void nothingIsStoredAndThinkingComesBackEncrypted() {
        assertThat(written(Message.user("q")).get("store")).isEqualTo(Json.of(false));
        assertThat(written(Message.user("q")).array("include"))
                .containsExactly(Json.of("reasoning.encrypted_content"));
        var open = ConverseRequest.builder("openai.gpt-oss-20b").messages(Message.user("q"));
        assertThat(DIALECT.request(open.build(), false).get("include")).isNull();
    }

    @Test
    void settingsHaveNamesOfTheirOwnHere() {
        var request =
                ConverseRequest.builder("m")
                        .system("s")
                        .messages(Message.user("q"))
                        .inferenceConfig(new InferenceConfig(9, 0.5, null, List.of(), Json.EMPTY))
                        .additionalModelRequestFields(
                                json("{'reasoning_effort':'low','reasoning':{'summary':'auto'}}"))
                        .toolConfig(
                                new ToolConfig(
                                        List.of(
                                                new ToolDefinition.Spec(
                                                        "f", "d", Json.EMPTY, null, Json.EMPTY))))
                        .build();
        Json.Obj body = DIALECT.request(request, false);

        assertThat(body.string("instructions")).isEqualTo("s");
        assertThat(body.integer("max_output_tokens", 0)).isEqualTo(9);
        assertThat(body.get("reasoning")).isEqualTo(json("{'effort':'low','summary':'auto'}"));
        assertThat(body.array("tools"))
                .containsExactly(
                        json(
                                "{'type':'function','name':'f','description':'d','parameters':{},"
                                        + "'strict':false}"));
    }

    @Test
    void picturesAndDocumentsAreParts() {
        assertThat(
                        written(
                                        Message.user(
                                                new Content.Image(
                                                        "png", Source.bytes(new byte[] {1})),
                                                new Content.Document(
                                                        "docx", "d", Source.bytes(new byte[] {2})),
                                                new Content.ToolResult(
                                                        "t",
                                                        List.of(
                                                                new Content.Image(
                                                                        "png",
                                                                        Source.bytes(
                                                                                new byte[] {3}))))))
                                .toString())
                .contains("\"image_url\":\"data:image/png;base64,AQ==\"")
                .contains("\"filename\":\"d.docx\"")
                .contains(
                        "\"output\":[{\"type\":\"input_image\","
                                + "\"image_url\":\"data:image/png;base64,Aw==\"}]");
    }

    static Stream<Content> uncarried() {
        return Stream.of(
                new Content.Video("mp4", Source.bytes(new byte[1])),
                new Content.Audio("wav", Source.bytes(new byte[1])),
                new Content.Image("png", Source.s3("s3://b/k")),
                new Content.SearchResult("s", "t", List.of(), null, Json.EMPTY),
                new Content.GuardContent(Content.text("a"), List.of(), Json.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("uncarried")
    void whatItCannotCarryIsRefusedAndSaysWhoCan(Content content) {
        assertThatThrownBy(() -> written(Message.user(content)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The OpenAI Responses API does not support")
                .hasMessageContaining("Use Protocol.CONVERSE");
    }

    @Test
    void stopSequencesAreRefused() {
        var request =
                ConverseRequest.builder("m")
                        .messages(Message.user("q"))
                        .inferenceConfig(
                                new InferenceConfig(null, null, null, List.of("x"), Json.EMPTY))
                        .build();

        assertThatThrownBy(() -> DIALECT.request(request, false))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Chat Completions");
    }

    @Test
    void logProbabilitiesAreIncludedInTheAnswer() {
        Json.Obj fields = Json.EMPTY.with("logprobs", Json.of(true));
        var request =
                ConverseRequest.builder("m")
                        .messages(Message.user("q"))
                        .additionalModelRequestFields(fields.with("top_logprobs", Json.of(3)))
                        .build();

        Json.Obj body = DIALECT.request(request, false);

        assertThat(body.array("include"))
                .containsExactly(
                        Json.of("reasoning.encrypted_content"),
                        Json.of("message.output_text.logprobs"));
        assertThat(body.get("logprobs")).isNull();
        assertThat(body.integer("top_logprobs", 0)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency_penalty", "presence_penalty", "seed"})
    void settingsOfTheOlderApiAreRefused(String name) {
        var request =
                ConverseRequest.builder("m")
                        .messages(Message.user("q"))
                        .additionalModelRequestFields(Json.EMPTY.with(name, Json.of(1)))
                        .build();

        assertThatThrownBy(() -> DIALECT.request(request, false))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("Chat Completions");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, '', end_turn",
        "incomplete, max_output_tokens, max_tokens",
        "incomplete, content_filter, content_filtered",
        "incomplete, novel, novel",
        "cancelled, '', cancelled"
    })
    void theReasonIsInConversesWords(String status, String why, String converse) {
        Json.Obj body =
                json(
                        "{'output':[],'status':'"
                                + status
                                + "','incomplete_details':{'reason':'"
                                + why
                                + "'}}");

        assertThat(
                        DIALECT.turn(why.isEmpty() ? body.without("incomplete_details") : body)
                                .stopReason())
                .isEqualTo(new StopReason(converse));
    }

    @Test
    void aFailureIsTheRightException() {
        String failed =
                "{'type':'response.failed','response':{'status':'failed','error':"
                        + "{'code':'server_error','message':'as said'}}}";
        assertThatThrownBy(() -> Streamed.turn(DIALECT, failed))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("as said");
        assertThatThrownBy(
                        () ->
                                Streamed.turn(
                                        DIALECT,
                                        "{'type':'error','code':'rate_limit_exceeded',"
                                                + "'message':'slow','param':null}"))
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("slow");
        assertThatThrownBy(
                        () ->
                                DIALECT.turn(
                                        json(
                                                "{'status':'failed','output':[],'error':"
                                                        + "{'code':'server_error','message':'m'}}")))
                .isInstanceOf(ServiceException.class);
    }

    @Test
    void withoutItsEndThereIsNone() {
        assertThat(
                        Streamed.events(
                                DIALECT,
                                List.of(
                                        json("{'type':'response.created'}"),
                                        delta(
                                                "response.output_text.delta",
                                                0,
                                                "'content_index':0",
                                                "Hi."))))
                .hasSize(2)
                .noneMatch(StreamEvent.MessageStop.class::isInstance);
    }

    @Test
    void anAnswerOfAnotherKindIsUnreadable() {
        assertThatThrownBy(() -> DIALECT.turn(json("{'output':7}")))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> DIALECT.turn(json("{'output':[7]}")))
                .isInstanceOf(JsonException.class);
    }
}
