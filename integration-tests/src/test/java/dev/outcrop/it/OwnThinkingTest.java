package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;

import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Thinking goes back to the model that produced it, and to no other, whatever way it takes. */
class OwnThinkingTest extends WithLocal {
    private static final String FABLE = "us.anthropic.claude-fable-5-1";
    private static final String R1 = "us.deepseek.r1-v1:0";
    private static final String SIGNED =
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"c2ln\"}}}";
    private static final String UNSIGNED =
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\"}}}";

    private static Scripted thinking() {
        return answer("end_turn", "[" + SIGNED + ",{\"text\":\"Yes.\"}]");
    }

    private Chat thought(String modelId) {
        Chat chat = bedrock.chat(modelId).open();
        local.script(thinking());
        chat.ask("Go");
        local.script(Scripted.text("Fine."));
        return chat;
    }

    private static Tool tool(String name) {
        return Tool.of(name, "Does it.", JsonSchema.parse("{\"type\":\"object\"}"), input -> "done");
    }

    private boolean sent() {
        return body().toString().contains("reasoningContent");
    }

    private void neverSaysWhose() {
        assertThat(body().toString()).doesNotContain("outcrop");
    }

    @Test
    void thinkingGoesBackToItsModelThroughAnyProfile() {
        Chat chat = thought(CLAUDE);
        chat.setModel("global.anthropic.claude-sonnet-4-5-20250929-v1:0");

        chat.ask("Well?");

        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
        neverSaysWhose();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOVA,
                LLAMA,
                R1,
                ARN,
                "us.anthropic.claude-opus-4-6-v1",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "openai.gpt-oss-120b-1:0"
            })
    void thinkingDoesNotGoToAnotherModelAndStaysInTheHistory(String other) {
        Chat chat = thought(CLAUDE);
        chat.setModel(other);

        chat.ask("Well?");
        assertThat(sent()).isFalse();

        local.script(Scripted.text("Again."));
        chat.setModel(CLAUDE);
        chat.ask("And now?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
    }

    @Test
    void theSecondQuestionToR1HasNoThinking() {
        Chat chat = bedrock.chat(R1).open();
        local.script(answer("end_turn", "[" + UNSIGNED + ",{\"text\":\"Yes.\"}]"));
        chat.ask("Go");

        chat.ask("Well?");

        assertThat(sent()).isFalse();
        assertThat(chat.turns().get(1).reasoning()).isEqualTo("Hm.");
    }

    @Test
    void aStreamRecordsWhoseThinkingItIs() {
        Chat chat = bedrock.chat(CLAUDE).open();
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.delta(0, object("{\"reasoningContent\":{\"text\":\"Hm.\"}}")),
                        Event.delta(0, object("{\"reasoningContent\":{\"signature\":\"c2ln\"}}")),
                        Event.blockStop(0),
                        Event.textDelta(1, "Yes."),
                        Event.blockStop(1),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 1)),
                Scripted.text("Fine."),
                Scripted.text("Fine."));
        try (ReplyStream stream = chat.stream("Go")) {
            stream.forEach(event -> {});
        }

        chat.fork().ask("Well?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));

        chat.setModel("us.anthropic.claude-opus-4-6-v1");
        chat.ask("Well?");
        assertThat(sent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSavedChatKeepsWhoseThinkingItIs(boolean old, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("chat.json");
        thought(CLAUDE).save(file);
        if (old) {
            String saved = Files.readString(file);
            String before = saved.replaceAll(",?\"outcrop\":\\{[^}]*}", "");
            assertThat(before).isNotEqualTo(saved);
            Files.writeString(file, before);
        }

        bedrock.load(file).open().ask("Well?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));

        local.script(Scripted.text("Fine."));
        Chat other = bedrock.load(file).open();
        other.setModel("us.anthropic.claude-opus-4-6-v1");
        other.ask("Well?");
        assertThat(sent()).isFalse();
    }

    @Test
    void messagesOfAReplyKeepWhoseThinkingItIs() {
        local.script(thinking(), Scripted.text("Fine."), Scripted.text("Fine."));
        Reply first = bedrock.model(CLAUDE).invoke("Go");
        var messages =
                List.of(Message.user("Go"), first.turn().message(), Message.user("Well?"));

        bedrock.model(CLAUDE).apply(messages);
        assertThat(sent()).isTrue();

        bedrock.model("us.anthropic.claude-opus-4-6-v1").apply(messages);
        assertThat(sent()).isFalse();
        assertThat(first.raw().toString()).doesNotContain("outcrop");
    }

    @Test
    void setTurnsKeepsWhoseThinkingItIs() {
        List<Turn> turns = thought(CLAUDE).turns();
        Chat chat = bedrock.chat(NOVA).open();
        chat.setTurns(turns);

        chat.ask("Well?");

        assertThat(sent()).isFalse();
    }

    @Test
    void aFallbackIsNotSentTheThinkingOfTheFirstModel() {
        Chat chat =
                bedrock.model(CLAUDE).withFallbacks(bedrock.model(NOVA)).chat().open();
        local.script(thinking());
        chat.ask("Go");
        local.script(
                Scripted.error("AccessDeniedException", "no"),
                answer("end_turn", "[" + UNSIGNED + ",{\"text\":\"Nova.\"}]"),
                Scripted.text("Fine."));

        assertThat(chat.ask("Well?").modelId()).isEqualTo(NOVA);
        assertThat(sent()).isFalse();

        chat.ask("And now?");
        assertThat(content(1)).contains(json(SIGNED));
        assertThat(content(3)).containsExactly(json("{\"text\":\"Nova.\"}"));
    }

    @Test
    void toolRoundsSendTheThinkingOfTheRound() {
        Chat chat = bedrock.chat(CLAUDE).open();
        chat.tools(tool("t"));
        local.script(
                answer(
                        "tool_use",
                        "["
                                + SIGNED
                                + ",{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"t\",\"input\":{}}}]"),
                Scripted.text("Fine."));

        chat.ask("Go");

        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
    }

    @Test
    void anArnThatNamesNoModelIsSentItsOwnSignedThinking() {
        local.script(Scripted.error("ResourceNotFoundException", "no")); // which model it is
        Chat chat = thought(ARN);
        chat.ask("Well?");
        assertThat(sent()).isTrue();

        local.script(
                Scripted.error("ResourceNotFoundException", "no"), Scripted.text("Fine."));
        chat.setModel(ARN + "c3");
        chat.ask("And now?");
        assertThat(sent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "end_turn"})
    void aTurnOfThinkingAloneIsLeftOut(String stopReason) {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(
                answer(
                        stopReason,
                        "[{\"reasoningContent\":{\"redactedContent\":\"AQID\"}}]"),
                unchecked("Fine."),
                unchecked("Fine."));
        chat.ask("Go");

        chat.ask("Well?");
        assertThat(body().array("messages")).hasSize(1);
        assertThat(content(0)).hasSize(2);

        chat.ask("And now?");
        assertThat(body().array("messages")).hasSize(3);
        assertThat(chat.turns()).hasSize(6);
    }

    @Test
    void thinkingWhosePrefixChangedIsLeftOutUntilItIsTheSameAgain() {
        Chat chat = bedrock.chat(FABLE).system("Be brief.").open();
        local.script(thinking());
        chat.ask("Go");

        local.script(thinking());
        chat.ask("Well?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));

        chat.setSystem("Be long.");
        local.script(thinking());
        chat.ask("And now?");
        assertThat(sent()).isFalse();

        local.script(unchecked("Fine."));
        chat.ask("Then?");
        assertThat(content(1)).hasSize(1);
        assertThat(content(3)).hasSize(1);
        assertThat(content(5).getFirst()).isEqualTo(json(SIGNED));

        chat.setSystem("Be brief.");
        local.script(unchecked("Fine."));
        chat.ask("Last?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
        assertThat(content(3).getFirst()).isEqualTo(json(SIGNED));
        assertThat(content(5)).hasSize(1);
    }

    @Test
    void aPrefixThatApiArgsChangeIsAnotherOne() {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking());
        chat.ask("Go");

        local.script(unchecked("Fine."));
        chat.setModel(
                bedrock.model(FABLE).withApiArgs(Map.of("system", List.of(Map.of("text", "S")))));
        chat.ask("Well?");

        assertThat(sent()).isFalse();
    }

    @Test
    void anExtractionLeavesOutThinkingOnlyWhileItsToolsDiffer() {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking(), unchecked("{\\\"a\\\":1}"), unchecked("Fine."));
        chat.ask("Go");

        assertThat(chat.extractor().extract("Give it")).isEqualTo(json("{\"a\":1}"));
        chat.ask("Well?");

        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
    }

    @Test
    void aSavedChatKeepsThePrefixOfItsThinking(@TempDir Path folder) {
        Path file = folder.resolve("chat.json");
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking());
        chat.ask("Go");
        chat.save(file);

        local.script(unchecked("Fine."));
        Chat loaded = bedrock.load(file).open();
        loaded.setModel("global.anthropic.claude-fable-5-1");
        loaded.ask("Well?");
        assertThat(sent()).isTrue();

        local.script(unchecked("Fine."));
        Chat changed = bedrock.load(file).open();
        changed.tools(tool("t"));
        changed.ask("Well?");
        assertThat(sent()).isFalse();
    }

    @Test
    void setModelKeepsTheToolsOfTheChat() {
        Chat chat = bedrock.chat(CLAUDE).open();
        chat.tools(tool("t"));
        local.script(Scripted.text("Fine."));

        chat.setModel(
                bedrock.model(NOVA).withTools(tool("u")));
        chat.ask("Go");

        assertThat(chat.toolbox().names()).containsExactlyInAnyOrder("t", "u");
        assertThat(body().toString()).contains("\"t\"").contains("\"u\"");
    }

    @Test
    void reasoningContentGoesBackToItsServersModelOnly() {
        var server = CompatibleServer.openAiCompatible(local.endpoint() + "/v1", null);
        try (Bedrock one = server.connect()) {
            local.script(chatAnswer(), chatAnswer(), chatAnswer());
            Chat chat = one.chat("deepseek-reasoner").open();
            chat.ask("Go");

            chat.ask("Well?");
            assertThat(body().toString()).contains("reasoning_content").doesNotContain("outcrop");

            chat.setModel("mistral-large-latest");
            chat.ask("And now?");
            assertThat(body().toString()).doesNotContain("reasoning_content");
        }
    }

    @Test
    void whatGptEncryptedIsNotSentToItsSister() {
        String item =
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"sealed\"}";
        local.script(responses(item), responses(item), responses(item));
        Chat chat = bedrock.chat("openai.gpt-5.4").open();
        chat.ask("Go");

        chat.ask("Well?");
        assertThat(body().array("input")).contains(json(item));
        assertThat(body().toString()).contains("msg_1").doesNotContain("outcrop");

        chat.setModel("openai.gpt-5.4-mini");
        chat.ask("And now?");
        assertThat(body().toString()).doesNotContain("sealed").doesNotContain("msg_1");
    }

    private static Scripted responses(String item) {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":["
                                + item
                                + ",{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\","
                                + "\"content\":[{\"type\":\"output_text\",\"text\":\"Yes.\",\"annotations\":[]}]}],"
                                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVOKE_MODEL", "MANTLE"})
    void thinkingInAnthropicsFormatGoesBackToItsModelOnly(String protocol) {
        Protocol way = Protocol.valueOf(protocol);
        String sonnet = "anthropic.claude-sonnet-4-6";
        local.script(messages(), messages(), messages());
        Chat chat = bedrock.model(sonnet).with(way).chat().open();
        chat.ask("Go");

        chat.ask("Well?");
        assertThat(body().toString()).contains("\"signature\"").doesNotContain("outcrop");

        chat.setModel(bedrock.model("anthropic.claude-opus-4-6").with(way));
        chat.ask("And now?");
        assertThat(body().toString()).doesNotContain("\"signature\"");
    }

    private static Scripted messages() {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
                                + "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},"
                                + "{\"type\":\"text\",\"text\":\"Yes.\"}],\"stop_reason\":\"end_turn\","
                                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
    }

    @Test
    void aFallbackThatThinksDoesNotThinkInTheToolRoundOfAnother() {
        Chat chat =
                bedrock.model(NOVA)
                        .withFallbacks(
                                bedrock.model(CLAUDE).with(Params.DEFAULT.withReasoningTokens(2_000)))
                        .chat()
                        .open();
        chat.tools(tool("t"));
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"t\",\"input\":{}}}]"),
                Scripted.error("AccessDeniedException", "no"),
                Scripted.text("Fine."));

        assertThat(chat.ask("Go").modelId()).isEqualTo(CLAUDE);
        assertThat(body().toString()).doesNotContain("\"thinking\"");
    }

    private static Scripted chatAnswer() {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":"
                                + "\"assistant\",\"content\":\"Yes.\",\"reasoning_content\":\"Hm.\"}}],"
                                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}"));
    }

    @Test
    void halfOfASurrogatePairIsNotSent() {
        local.script(Scripted.text("Fine."));

        bedrock.chat(NOVA).system("S\ud83d").open().ask("Q\udd25");

        assertThat(body().array("system").toString()).contains("S\uFFFD");
        assertThat(content(0)).containsExactly(json("{\"text\":\"Q\uFFFD\"}"));
    }

    @Test
    void aSystemMessageStaysInPlaceOverEachApi() {
        var messages =
                List.of(
                        Message.system("Polite."),
                        Message.user("Go"),
                        Message.assistant("Yes."),
                        Message.user("Again"),
                        Message.system("Be brief."));
        String opus = "us.anthropic.claude-opus-4-8";
        local.script(unchecked("Fine."));
        bedrock.model(opus).apply(messages);
        assertThat(roles()).containsExactly("user", "assistant", "user", "system");
        assertThat(body().array("system")).hasSize(1);

        local.script(Scripted.error("ThrottlingException", "no"));
        try {
            bedrock.model(opus).with(Protocol.INVOKE_MODEL).apply(messages);
        } catch (dev.outcrop.error.BedrockException e) {
            assertThat(roles()).containsExactly("user", "assistant", "user", "system");
        }
        local.script(Scripted.text("Fine."));
        bedrock.model(CLAUDE).apply(messages);
        assertThat(roles()).containsExactly("user", "assistant", "user");
        assertThat(body().array("system")).hasSize(2);

        local.script(unchecked("Fine."));
        bedrock.model("mistral.mistral-7b-instruct-v0:2").apply(messages);
        assertThat(body().get("system")).isNull();
        assertThat(content(0)).hasSize(3);
    }

    private List<String> roles() {
        var roles = new ArrayList<String>();
        for (Json message : body().array("messages")) {
            roles.add(String.valueOf(((Json.Obj) message).string("role")));
        }
        return roles;
    }
}
