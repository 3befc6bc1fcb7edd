package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.rules.ToolCalling;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Reasoning that the emulator wrote, sent again: to the same model and to another one. */
class OwnReasoningTest {
    private static final String SONNET_4_6 = "us.anthropic.claude-sonnet-4-6";
    private static final String FABLE = "us.anthropic.claude-fable-5-1";

    private static final String ADAPTIVE = "'thinking':{'type':'adaptive'}";
    private static final String EFFORT = "'reasoning':{'effort':'high'}";
    private static final String INVALID =
            "The model returned the following errors: messages.1.content.0: Invalid `signature` in"
                    + " `thinking` block";
    private static final String OTHER_CONVERSATION =
            INVALID
                    + ". The block is bound to a different conversation. Remove the block, or set"
                    + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\".";

    private static final String U = "{'role':'user','content':[{'text':'Hello'}]}";
    private static final String TOOL =
            "{'toolSpec':{'name':'t','inputSchema':{'json':{'type':'object','properties':{}}}}}";
    private static final String OTHER_TOOL =
            "{'toolSpec':{'name':'u','inputSchema':{'json':{'type':'object','properties':{}}}}}";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.builder().toolCalling(ToolCalling.NAMED).start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        SONNET_4_6 + "," + SONNET_4_6,
        SONNET_4_6 + ", global.anthropic.claude-sonnet-4-6",
        "us.anthropic.claude-haiku-5-5, us.anthropic.claude-opus-5",
        SONNET_4_6 + ", arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc, " + SONNET_4_6
    })
    void takesItBackForTheSameModelAndWhereNobodyKnows(String author, String reader)
            throws Exception {
        String answer = answer(author, question(ADAPTIVE, ""));

        assertThat(answer).contains("signature");
        accepts(reader, continued("", "", answer));
    }

    @ParameterizedTest
    @CsvSource({
        SONNET_4_6 + ", us.anthropic.claude-opus-4-6-v1",
        SONNET_4_6 + ", us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        FABLE + ", us.anthropic.claude-fable-5",
        FABLE + ", us.anthropic.claude-fable-5-2"
    })
    void refusesItForAnotherClaude(String author, String reader) throws Exception {
        refuses(reader, continued("", "", answer(author, question(ADAPTIVE, ""))), INVALID);
    }

    @Test
    void refusesItIfItWasChanged() throws Exception {
        String answer = answer(SONNET_4_6, question(ADAPTIVE, ""));

        refuses(SONNET_4_6, continued("", "", answer.replace("question is", "answer is")), INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "us.openai.gpt-5.6-sol, us.openai.gpt-5.6-luna",
        "us.openai.gpt-5.6-sol, us.xai.grok-4.6",
        "us.xai.grok-4.6, us.xai.grok-4.7"
    })
    void refusesWhatASisterModelEncrypted(String author, String reader) throws Exception {
        String answer = answer(author, question(EFFORT, ""));

        assertThat(answer).contains("redactedContent").doesNotContain("reasoningText");
        accepts(author, continued("", "", answer));
        refuses(
                reader,
                continued("", "", answer),
                "The model returned the following errors: encrypted reasoning was created for a"
                        + " different account or model");
    }

    @Test
    void refusesForClaudeWhatAnotherFamilyEncrypted() throws Exception {
        refuses(
                SONNET_4_6,
                continued("", "", answer("us.openai.gpt-5.6-sol", question(EFFORT, ""))),
                "The model returned the following errors: messages.1.content.0: Invalid `data` in"
                        + " `redacted_thinking` block");
    }

    @ParameterizedTest
    @ValueSource(strings = {FABLE, "us.anthropic.claude-fable-5-2", "us.anthropic.claude-opus-5-5"})
    void takesItBackAfterTheSameSystemPromptToolsAndMessages(String model) throws Exception {
        String more = "'system':[{'text':'Be brief.'}],'toolConfig':{'tools':[" + TOOL + "]}";
        String answer = answer(model, question(ADAPTIVE, more));
        String cached =
                "'system':[{'text':'Be brief.'},{'cachePoint':{'type':'default'}}],'toolConfig':"
                        + "{'toolChoice':{'auto':{}},'tools':["
                        + TOOL
                        + "]}";

        accepts(model, continued(ADAPTIVE, more, answer));
        accepts(model, continued("", cached, answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'system':[{'text':'Be long.'}],'toolConfig':{'tools':[" + TOOL + "]}",
                "'toolConfig':{'tools':[" + TOOL + "]}",
                "'system':[{'text':'Be brief.'}]",
                "'system':[{'text':'Be brief.'}],'toolConfig':{'tools':[" + OTHER_TOOL + "]}",
                "'system':[{'text':'Be brief.'}],'toolConfig':{'tools':["
                        + TOOL
                        + ","
                        + OTHER_TOOL
                        + "]}"
            })
    void refusesItAfterAnotherSystemPromptOrOtherTools(String changed) throws Exception {
        String more = "'system':[{'text':'Be brief.'}],'toolConfig':{'tools':[" + TOOL + "]}";
        String answer = answer(FABLE, question(ADAPTIVE, more));

        refuses(FABLE, continued("", changed, answer), OTHER_CONVERSATION);
        refuses(
                FABLE,
                continued(binding("prefix_mismatch_behavior", "error"), changed, answer),
                OTHER_CONVERSATION);
        accepts(
                FABLE,
                continued(binding("prefix_mismatch_behavior", "drop_block"), changed, answer));
        accepts(FABLE, continued(binding("mismatch_behavior", "drop_block"), changed, answer));
        accepts("us.anthropic.claude-opus-5", continued("", changed, otherAuthor(more)));
    }

    @Test
    void refusesItAfterOtherMessages() throws Exception {
        String answer = answer(FABLE, question(ADAPTIVE, ""));

        refuses(
                FABLE,
                continued("", "", answer).replaceFirst("Hello", "Goodbye"),
                OTHER_CONVERSATION);
    }

    @ParameterizedTest
    @CsvSource({
        "us.deepseek.r1-v1:0, '', 'text,reasoningContent'",
        "openai.gpt-oss-120b-1:0, '''reasoning_effort'':''high''', 'reasoningContent,text'",
        "qwen.qwen3-32b-v1:0, '', 'text'",
        "qwen.qwen3-32b-v1:0, '''reasoning_config'':''high''', 'reasoningContent,text'",
        "us.amazon.nova-2-lite-v1:0, '''reasoningConfig'':{''type'':''enabled'',''maxReasoningEffort'':''low''}', 'reasoningContent,text'"
    })
    void writesUnsignedReasoningAsRecorded(String model, String fields, String kinds)
            throws Exception {
        var message = (Json.Obj) Json.parse(answer(model, question(fields, "")));

        assertThat(message.array("content"))
                .extracting(block -> ((Json.Obj) block).members().keySet().iterator().next())
                .containsExactly(kinds.split(","));
        assertThat(message.toString()).doesNotContain("signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us.deepseek.r1-v1:0", "us.amazon.nova-2-lite-v1:0"})
    void refusesItForAModelThatDoesNotReadItsOwn(String model) throws Exception {
        String fields = "'reasoningConfig':{'type':'enabled','maxReasoningEffort':'low'}";

        refuses(
                model,
                continued("", "", answer(model, question(fields, ""))),
                "User messages cannot contain reasoning content. Please remove the reasoning"
                        + " content and try again.");
    }

    @Test
    void verifiesItOverInvokeModelToo() throws Exception {
        String answer = answer(FABLE, question(ADAPTIVE, "'system':[{'text':'Be brief.'}]"));
        var message = (Json.Obj) Json.parse(answer);
        Json.Obj thought =
                ((Json.Obj) message.array("content").getFirst())
                        .object("reasoningContent")
                        .object("reasoningText");
        String body =
                "{'anthropic_version':'bedrock-2023-05-31','max_tokens':2000,'system':'%s',"
                        + "'thinking':{'type':'adaptive'},'messages':[{'role':'user','content':'Hello'},"
                        + "{'role':'assistant','content':[{'type':'thinking','thinking':"
                        + thought.get("text")
                        + ",'signature':"
                        + thought.get("signature")
                        + "},{'type':'text','text':'Hi'}]},{'role':'user','content':'Hello'}]}";

        assertThat(post(FABLE, "invoke", body.formatted("Be brief.")).statusCode()).isEqualTo(200);
        assertThat(post(FABLE, "invoke", body.formatted("Be long.")).body())
                .contains("The block is bound to a different conversation.");
    }

    private static String otherAuthor(String more) throws Exception {
        return answer("us.anthropic.claude-opus-5", question(ADAPTIVE, more));
    }

    private static String binding(String member, String behavior) {
        return "'thinking':{'type':'adaptive','block_binding':{'"
                + member
                + "':'"
                + behavior
                + "'}}";
    }

    private static String question(String fields, String more) {
        return body(U, fields, more);
    }

    /** The same question, its answer, and another question. */
    private static String continued(String fields, String more, String answer) {
        return body(U + "," + answer + "," + U, fields, more);
    }

    private static String body(String messages, String fields, String more) {
        return "{'messages':["
                + messages
                + "]"
                + (fields.isEmpty() ? "" : ",'additionalModelRequestFields':{" + fields + "}")
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static String answer(String modelId, String body) throws Exception {
        HttpResponse<String> response = post(modelId, "converse", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ((Json.Obj) Json.parse(response.body()))
                .object("output")
                .object("message")
                .toString();
    }

    private static void accepts(String modelId, String body) throws Exception {
        for (String operation : new String[] {"converse", "converse-stream"}) {
            HttpResponse<String> response = post(modelId, operation, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    private static void refuses(String modelId, String body, String message) throws Exception {
        for (String operation : new String[] {"converse", "converse-stream"}) {
            HttpResponse<String> response = post(modelId, operation, body);
            assertThat(((Json.Obj) Json.parse(response.body())).string("message"))
                    .isEqualTo(message);
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> post(String modelId, String operation, String body)
            throws Exception {
        return http.post(
                "/model/" + URLEncoder.encode(modelId, StandardCharsets.UTF_8) + "/" + operation,
                body.replace('\'', '"'));
    }
}
