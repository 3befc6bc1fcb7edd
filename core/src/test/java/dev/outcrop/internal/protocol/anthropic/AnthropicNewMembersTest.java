package dev.outcrop.internal.protocol.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.protocol.vendor.Streamed;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/**
 * Members that the Messages API got in 2026, as Anthropic's SDK 0.121 and AWS's pages have them.
 */
class AnthropicNewMembersTest {
    private static final VendorCodec DIALECT = new AnthropicMessages();

    private static final String USAGE =
            "{'input_tokens':23000,'output_tokens':1000,'cache_read_input_tokens':10,"
                    + "'cache_creation_input_tokens':0,"
                    + "'output_tokens_details':{'thinking_tokens':600},"
                    + "'server_tool_use':{'web_search_requests':1},'speed':'fast',"
                    + "'inference_geo':'eu','iterations':["
                    + "{'type':'compaction','input_tokens':180000,'output_tokens':3500,"
                    + "'cache_read_input_tokens':5,'cache_creation_input_tokens':0},"
                    + "{'type':'message','input_tokens':23000,'output_tokens':1000,"
                    + "'cache_read_input_tokens':10,'cache_creation_input_tokens':0},"
                    + "{'type':'advisor_message','model':'other','input_tokens':7,"
                    + "'output_tokens':7,'cache_read_input_tokens':0,"
                    + "'cache_creation_input_tokens':0}]}";
    private static final String CONTEXT =
            "{'applied_edits':[{'type':'clear_tool_uses_20250919','cleared_tool_uses':2}]}";
    private static final String TRANSFORMED =
            "[{'type':'thinking_dropped','path':'messages.1.content.0',"
                    + "'reason':'prefix_binding_mismatch'}]";
    private static final String DETAILS =
            "{'type':'refusal','category':'cyber','explanation':null,'recommended_model':null}";
    private static final String SEARCH =
            "{'type':'server_tool_use','id':'s1','name':'web_search','input':{'query':'q'},"
                    + "'caller':{'type':'direct'}}";
    private static final String FOUND =
            "{'type':'web_search_tool_result','tool_use_id':'s1','content':"
                    + "[{'type':'web_search_result','url':'u','title':'t','encrypted_content':'e'}]}";
    private static final String COMPACTED =
            "{'type':'compaction','content':'Summary.','encrypted_content':'x'}";

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static Turn whole() {
        return DIALECT.turn(
                json(
                        "{'id':'m','type':'message','role':'assistant','model':'claude','content':["
                                + COMPACTED
                                + ","
                                + SEARCH
                                + ","
                                + FOUND
                                + ",{'type':'text','text':'No.'}],"
                                + "'stop_reason':'refusal','stop_sequence':null,'stop_details':"
                                + DETAILS
                                + ",'context_management':"
                                + CONTEXT
                                + ",'input_transformations':"
                                + TRANSFORMED
                                + ",'usage':"
                                + USAGE
                                + "}"));
    }

    private static Turn streamed() {
        return Streamed.turn(
                DIALECT,
                "{'type':'message_start','message':{'id':'m','type':'message','role':'assistant',"
                        + "'model':'claude','content':[],'stop_reason':null,'stop_sequence':null,"
                        + "'stop_details':null,'input_transformations':"
                        + TRANSFORMED
                        + ",'usage':{'input_tokens':9,'output_tokens':1,'speed':'fast',"
                        + "'inference_geo':'eu'}}}",
                "{'type':'content_block_start','index':0,'content_block':"
                        + "{'type':'compaction','content':null,'encrypted_content':null}}",
                "{'type':'content_block_delta','index':0,'delta':"
                        + "{'type':'compaction_delta','content':'Summary.',"
                        + "'encrypted_content':'x'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':"
                        + SEARCH.replace("{'query':'q'}", "{}")
                        + "}",
                "{'type':'content_block_delta','index':1,'delta':"
                        + "{'type':'input_json_delta','partial_json':'{\\\"query\\\":'}}",
                "{'type':'content_block_delta','index':1,'delta':"
                        + "{'type':'input_json_delta','partial_json':'\\\"q\\\"}'}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':" + FOUND + "}",
                "{'type':'content_block_stop','index':2}",
                "{'type':'content_block_start','index':3,'content_block':"
                        + "{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':3,'delta':"
                        + "{'type':'text_delta','text':'No.'}}",
                "{'type':'content_block_stop','index':3}",
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_sequence':null,"
                        + "'stop_details':"
                        + DETAILS
                        + "},'context_management':"
                        + CONTEXT
                        + ",'usage':"
                        + USAGE.replace(",'speed':'fast','inference_geo':'eu'", "")
                        + "}",
                "{'type':'message_stop'}");
    }

    @Test
    void aStreamSaysTheSameAsTheWholeAnswer() {
        Turn whole = whole();
        Turn streamed = streamed();

        assertThat(streamed.content()).isEqualTo(whole.content());
        assertThat(streamed.usage()).isEqualTo(whole.usage());
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(more(streamed).members()).containsAllEntriesOf(more(whole).members());
    }

    private static Json.Obj more(Turn turn) {
        return Objects.requireNonNull(turn.metadata()).more();
    }

    @Test
    void theyAreKept() {
        for (Turn turn : new Turn[] {whole(), streamed()}) {
            Json.Obj more = more(turn);

            assertThat(turn.stopReason()).isEqualTo(StopReason.CONTENT_FILTERED);
            assertThat(more.get("stop_details")).isEqualTo(json(DETAILS));
            assertThat(more.get("context_management")).isEqualTo(json(CONTEXT));
            assertThat(more.array("input_transformations")).hasSize(1);
            assertThat(more.object("usage").object("output_tokens_details"))
                    .isEqualTo(json("{'thinking_tokens':600}"));
            assertThat(more.object("usage").string("speed")).isEqualTo("fast");
            assertThat(turn.text()).isEqualTo("No.");
            assertThat(turn.toolUses()).isEmpty();
        }
    }

    @Test
    void theTokensOfCompactionAreCountedAndThoseOfThinkingOnlyOnce() {
        for (Turn turn : new Turn[] {whole(), streamed()}) {
            assertThat(turn.usage().input()).isEqualTo(203_000);
            assertThat(turn.usage().output()).isEqualTo(4_500);
            assertThat(turn.usage().cacheRead()).isEqualTo(15);
            assertThat(turn.usage().reasoning()).isEqualTo(600);
            assertThat(turn.usage().total()).isEqualTo(203_000 + 4_500 + 15);
        }
    }

    @Test
    void blocksOfTheServersToolsAndOfCompactionGoBack() {
        for (Turn turn : new Turn[] {whole(), streamed()}) {
            ConverseRequest request =
                    ConverseRequest.builder("m")
                            .messages(
                                    Message.user("q"),
                                    turn.message(),
                                    Message.user(Content.text("go on")))
                            .build();
            Json.Obj answer = (Json.Obj) DIALECT.request(request, false).array("messages").get(1);

            assertThat(answer.array("content"))
                    .containsExactly(
                            json(COMPACTED),
                            json(SEARCH),
                            json(FOUND),
                            json("{'type':'text','text':'No.'}"));
        }
    }
}
