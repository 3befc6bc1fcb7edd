package dev.outcrop.internal.protocol.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.Streamed;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

class AnthropicMessagesTest {
    private static final VendorCodec DIALECT = new AnthropicMessages();

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static Json.Obj written(Content... content) {
        ConverseRequest request =
                ConverseRequest.builder("m").messages(Message.user(content)).build();
        return DIALECT.request(request, false);
    }

    private static Json block(Content content) {
        return ((Json.Obj) written(content).array("messages").getFirst())
                .array("content")
                .getFirst();
    }

    @Test
    void aCachePointIsAMemberOfTheBlockBeforeIt() {
        assertThat(written(Content.text("a"), new Content.CachePoint("1h")).array("messages"))
                .isEqualTo(
                        json("{'m':[{'role':'user','content':[{'type':'text','text':'a',"
                                        + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]}]}")
                                .array("m"));
        ConverseRequest request =
                ConverseRequest.builder("m")
                        .system(List.of(Content.text("s"), new Content.CachePoint(null)))
                        .messages(Message.user("q"))
                        .toolConfig(
                                new ToolConfig(
                                        List.of(
                                                new ToolDefinition.Spec(
                                                        "t", null, Json.EMPTY, true, Json.EMPTY),
                                                new Content.CachePoint(null))))
                        .build();
        Json.Obj body = DIALECT.request(request, true);

        assertThat(body.array("system").toString())
                .contains("\"cache_control\":{\"type\":\"ephemeral\"}");
        assertThat(body.array("tools"))
                .isEqualTo(
                        json("{'m':[{'name':'t','input_schema':{},'strict':true,"
                                        + "'cache_control':{'type':'ephemeral'}}]}")
                                .array("m"));
        assertThat(body.get("stream")).isEqualTo(Json.of(true));
    }

    @Test
    void theLongestAnswerLeavesRoomForTheThinking() {
        var thinking = json("{'thinking':{'type':'enabled','budget_tokens':10000}}");
        var request =
                ConverseRequest.builder("m")
                        .messages(Message.user("q"))
                        .additionalModelRequestFields(thinking);

        assertThat(written(Content.text("q")).integer("max_tokens", 0)).isEqualTo(4_096);
        assertThat(DIALECT.request(request.build(), false).integer("max_tokens", 0))
                .isEqualTo(14_096);
        var given = new InferenceConfig(77, null, null, List.of(), Json.EMPTY);
        Json.Obj body = DIALECT.request(request.inferenceConfig(given).build(), false);
        assertThat(body.integer("max_tokens", 0)).isEqualTo(77);
        assertThat(body.get("thinking")).isEqualTo(thinking.get("thinking"));
    }

    @Test
    void aSchemaOfTheAnswerIsJsonAndNoText() {
        var format =
                new OutputConfig.JsonSchemaFormat("{\"type\":\"object\"}", "n", null, Json.EMPTY);
        var request =
                ConverseRequest.builder("m")
                        .messages(Message.user("q"))
                        .outputConfig(new OutputConfig(format, "low", Json.EMPTY))
                        .build();

        assertThat(DIALECT.request(request, false).get("output_config"))
                .isEqualTo(
                        json(
                                "{'effort':'low','format':{'type':'json_schema',"
                                        + "'schema':{'type':'object'}}}"));
        var broken = new OutputConfig.JsonSchemaFormat("{", "n", null, Json.EMPTY);
        assertThatThrownBy(
                        () ->
                                DIALECT.request(
                                        request.toBuilder()
                                                .outputConfig(
                                                        new OutputConfig(broken, null, Json.EMPTY))
                                                .build(),
                                        false))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void documentsAreWhatTheyAre() {
        assertThat(block(new Content.Document("pdf", "d", Source.bytes(new byte[] {1}))))
                .isEqualTo(
                        json(
                                "{'type':'document','title':'d','source':{'type':'base64',"
                                        + "'media_type':'application/pdf','data':'AQ=='}}"));
        assertThat(block(new Content.Document("md", "d", Source.bytes("# x".getBytes(UTF_8)))))
                .isEqualTo(
                        json(
                                "{'type':'document','title':'d','source':{'type':'text',"
                                        + "'media_type':'text/plain','data':'# x'}}"));
        var cited =
                new Content.Document(
                        null,
                        "d",
                        new Source.Blocks(List.of(Content.text("a"))),
                        "c",
                        true,
                        Json.EMPTY);
        assertThat(block(cited))
                .isEqualTo(
                        json(
                                "{'type':'document','title':'d','context':'c',"
                                        + "'citations':{'enabled':true},'source':{'type':'content',"
                                        + "'content':[{'type':'text','text':'a'}]}}"));
    }

    @Test
    void aFailedToolIsSaidToHaveFailed() {
        var result =
                new Content.ToolResult(
                        "t",
                        List.of(new Content.JsonValue(json("{'a':1}"))),
                        "error",
                        null,
                        Json.EMPTY);

        assertThat(block(result))
                .isEqualTo(
                        json(
                                "{'type':'tool_result','tool_use_id':'t','is_error':true,"
                                        + "'content':[{'type':'text','text':'{\\\"a\\\":1}'}]}"));
    }

    static Stream<Content> uncarried() {
        Source s3 = Source.s3("s3://b/k");
        return Stream.of(
                new Content.Video("mp4", s3),
                new Content.Audio("wav", s3),
                new Content.Image("png", s3),
                new Content.Document("docx", "d", Source.bytes(new byte[1])),
                new Content.Document("pdf", "d", s3),
                new Content.GuardContent(Content.text("a"), List.of(), Json.EMPTY),
                new Content.ToolAddition(Json.EMPTY, Json.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("uncarried")
    void whatItCannotCarryIsRefusedAndSaysWhoCan(Content content) {
        assertThatThrownBy(() -> block(content))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The Anthropic Messages API does not support")
                .hasMessageContaining("Use Protocol.CONVERSE");
    }

    private static final String ANSWER =
            "{'id':'msg_1','type':'message','role':'assistant','model':'m','content':["
                    + "{'type':'thinking','thinking':'Hm.','signature':'c2ln'},"
                    + "{'type':'redacted_thinking','data':'cmVk'},"
                    + "{'type':'server_tool_use','id':'srv_1','name':'web_search',"
                    + "'input':{'query':'x'}},"
                    + "{'type':'web_search_tool_result','tool_use_id':'srv_1','content':[{'a':1}]},"
                    + "{'type':'text','text':'Green.','citations':[{'type':'page_location',"
                    + "'cited_text':'grass','document_index':0,'document_title':'G',"
                    + "'start_page_number':2,'end_page_number':3,'file_id':null}]},"
                    + "{'type':'text','text':'Plain.','citations':null},"
                    + "{'type':'tool_use','id':'t1','name':'f','input':{'b':2},'caller':{'c':3}},"
                    + "{'type':'novel','x':[1]}],"
                    + "'stop_reason':'tool_use','stop_sequence':null,"
                    + "'usage':{'input_tokens':1,'output_tokens':2,'cache_read_input_tokens':3,"
                    + "'cache_creation_input_tokens':30,'cache_creation':"
                    + "{'ephemeral_5m_input_tokens':10,'ephemeral_1h_input_tokens':20},"
                    + "'service_tier':'standard'},'container':{'id':'c'}}";

    @Test
    void nothingOfAnAnswerIsLost() {
        Turn turn = DIALECT.turn(json(ANSWER));

        assertThat(DIALECT.response(turn)).isEqualTo(json(ANSWER));
        assertThat(turn.text()).isEqualTo("Green.Plain.");
        assertThat(turn.reasoning()).isEqualTo("Hm.");
        assertThat(turn.toolUses()).extracting(Content.ToolUse::name).containsExactly("f");
        assertThat(turn.usage().cacheRead()).isEqualTo(3);
        assertThat(turn.usage().cacheWrite1h()).isEqualTo(20);
        assertThat(turn.usage().total()).isEqualTo(36);
        var cited = (Content.CitedText) turn.content().get(4);
        Citation citation = cited.citations().getFirst();
        assertThat(citation.title()).isEqualTo("G");
        Citation.Location place = Objects.requireNonNull(citation.location());
        assertThat(place.kind()).isEqualTo("documentPage");
        assertThat(place.start()).isEqualTo(2);
        assertThat(turn.content().get(1)).isEqualTo(Content.Reasoning.redacted(new Blob("cmVk")));
    }

    @Test
    void whatCameGoesBackAsItCame() {
        Turn turn = DIALECT.turn(json(ANSWER));
        var request = ConverseRequest.builder("m").messages(turn.message()).build();
        Json.Obj sent = (Json.Obj) DIALECT.request(request, false).array("messages").getFirst();

        assertThat(sent.get("content")).isEqualTo(json(ANSWER).get("content"));
    }

    @Test
    void aStreamSaysTheSameAsTheWholeAnswer() {
        Turn streamed =
                Streamed.turn(
                        DIALECT,
                        "{'type':'message_start','message':{'id':'msg_1','type':'message',"
                                + "'role':'assistant','model':'m','content':[],'stop_reason':null,"
                                + "'stop_sequence':null,'usage':{'input_tokens':1,"
                                + "'output_tokens':1,'cache_read_input_tokens':3,"
                                + "'cache_creation_input_tokens':30,'cache_creation':"
                                + "{'ephemeral_5m_input_tokens':10,"
                                + "'ephemeral_1h_input_tokens':20},'service_tier':'standard'}}}",
                        "{'type':'ping'}",
                        "{'type':'content_block_start','index':0,'content_block':"
                                + "{'type':'thinking','thinking':'','signature':''}}",
                        "{'type':'content_block_delta','index':0,'delta':"
                                + "{'type':'thinking_delta','thinking':'Hm.'}}",
                        "{'type':'content_block_delta','index':0,'delta':"
                                + "{'type':'signature_delta','signature':'c2ln'}}",
                        "{'type':'content_block_stop','index':0}",
                        "{'type':'content_block_start','index':1,'content_block':"
                                + "{'type':'redacted_thinking','data':'cmVk'}}",
                        "{'type':'content_block_stop','index':1}",
                        "{'type':'content_block_start','index':2,'content_block':"
                                + "{'type':'server_tool_use','id':'srv_1','name':'web_search',"
                                + "'input':{}}}",
                        "{'type':'content_block_delta','index':2,'delta':"
                                + "{'type':'input_json_delta','partial_json':'{\\\"que'}}",
                        "{'type':'content_block_delta','index':2,'delta':"
                                + "{'type':'input_json_delta','partial_json':'ry\\\":\\\"x\\\"}'}}",
                        "{'type':'content_block_stop','index':2}",
                        "{'type':'content_block_start','index':3,'content_block':"
                                + "{'type':'web_search_tool_result','tool_use_id':'srv_1',"
                                + "'content':[{'a':1}]}}",
                        "{'type':'content_block_stop','index':3}",
                        "{'type':'content_block_start','index':4,'content_block':"
                                + "{'type':'text','text':'','citations':[]}}",
                        "{'type':'content_block_delta','index':4,'delta':{'type':"
                                + "'citations_delta','citation':{'type':'page_location',"
                                + "'cited_text':'grass','document_index':0,'document_title':'G',"
                                + "'start_page_number':2,'end_page_number':3,'file_id':null}}}",
                        "{'type':'content_block_delta','index':4,'delta':"
                                + "{'type':'text_delta','text':'Green.'}}",
                        "{'type':'content_block_stop','index':4}",
                        "{'type':'content_block_start','index':5,'content_block':"
                                + "{'type':'text','text':'','citations':null}}",
                        "{'type':'content_block_delta','index':5,'delta':"
                                + "{'type':'text_delta','text':'Plain.'}}",
                        "{'type':'content_block_stop','index':5}",
                        "{'type':'content_block_start','index':6,'content_block':"
                                + "{'type':'tool_use','id':'t1','name':'f','input':{},"
                                + "'caller':{'c':3}}}",
                        "{'type':'content_block_delta','index':6,'delta':"
                                + "{'type':'input_json_delta','partial_json':''}}",
                        "{'type':'content_block_delta','index':6,'delta':"
                                + "{'type':'input_json_delta','partial_json':'{\\\"b\\\":2}'}}",
                        "{'type':'content_block_stop','index':6}",
                        "{'type':'content_block_start','index':7,'content_block':"
                                + "{'type':'novel'}}",
                        "{'type':'content_block_delta','index':7,'delta':"
                                + "{'type':'novel_delta','x':[1]}}",
                        "{'type':'content_block_stop','index':7}",
                        "{'type':'message_delta','delta':{'stop_reason':'tool_use',"
                                + "'stop_sequence':null,'container':{'id':'c'}},"
                                + "'usage':{'output_tokens':2,'cache_read_input_tokens':null}}",
                        "{'type':'message_stop'}");

        assertThat(streamed).isEqualTo(DIALECT.turn(json(ANSWER)));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, end_turn",
        "max_tokens, max_tokens",
        "stop_sequence, stop_sequence",
        "refusal, content_filtered",
        "model_context_window_exceeded, model_context_window_exceeded",
        "pause_turn, pause_turn"
    })
    void theReasonIsInConversesWords(String word, String converse) {
        Turn turn = DIALECT.turn(json("{'content':[],'stop_reason':'" + word + "'}"));

        assertThat(turn.stopReason()).isEqualTo(new StopReason(converse));
        assertThat(Objects.requireNonNull(turn.metadata()).more().string("stop_reason"))
                .isEqualTo(word);
        assertThat(turn.usage().known()).isFalse();
    }

    @Test
    void anEventThatIsNewIsKept() {
        Turn turn =
                Streamed.turn(
                        DIALECT,
                        "{'type':'message_start','message':{'role':'assistant'}}",
                        "{'type':'novelty','a':1}",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}",
                        "{'type':'message_stop'}");

        assertThat(Objects.requireNonNull(turn.metadata()).more().get("novelty"))
                .isEqualTo(json("{'type':'novelty','a':1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_error, true",
        "overloaded_error, true",
        "api_error, true",
        "invalid_request_error, false"
    })
    void anErrorInTheStreamIsTheRightException(String type, boolean retryable) {
        String error = "{'type':'error','error':{'type':'" + type + "','message':'as said'}}";

        assertThatThrownBy(() -> Streamed.turn(DIALECT, error))
                .isInstanceOf(
                        switch (type) {
                            case "rate_limit_error" -> ThrottledException.class;
                            case "invalid_request_error" -> ValidationException.class;
                            default -> ServiceException.class;
                        })
                .hasMessageContaining("as said")
                .satisfies(
                        e -> {
                            assertThat(((BedrockException) e).isRetryable()).isEqualTo(retryable);
                            assertThat(((BedrockException) e).details().code()).isEqualTo(type);
                        });
    }

    @Test
    void anEndBeforeItsEndIsNone() {
        assertThat(
                        Streamed.events(
                                DIALECT,
                                List.of(
                                        json("{'type':'message_start','message':{}}"),
                                        json(
                                                "{'type':'message_delta',"
                                                        + "'delta':{'stop_reason':'end_turn'}}"))))
                .noneMatch(dev.outcrop.message.StreamEvent.MessageStop.class::isInstance);
        assertThatThrownBy(() -> Streamed.turn(DIALECT, "{'type':'message_stop'}"))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void anAnswerOfAnotherKindIsUnreadable() {
        for (String body :
                List.of(
                        "{}",
                        "{'content':7,'stop_reason':'a'}",
                        "{'content':[7],'stop_reason':'a'}")) {
            assertThatThrownBy(() -> DIALECT.turn(json(body))).isInstanceOf(JsonException.class);
        }
    }
}
