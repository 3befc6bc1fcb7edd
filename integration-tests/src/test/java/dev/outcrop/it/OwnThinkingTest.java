package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        return Tool.of(
                name, "Does it.", JsonSchema.parse("{\"type\":\"object\"}"), input -> "done");
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
        var messages = List.of(Message.user("Go"), first.turn().message(), Message.user("Well?"));

        bedrock.model(CLAUDE).invoke(messages);
        assertThat(sent()).isTrue();

        bedrock.model("us.anthropic.claude-opus-4-6-v1").invoke(messages);
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
        Chat chat = bedrock.model(CLAUDE).withFallbacks(bedrock.model(NOVA)).chat().open();
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

        local.script(Scripted.error("ResourceNotFoundException", "no"), Scripted.text("Fine."));
        chat.setModel(ARN + "c3");
        chat.ask("And now?");
        assertThat(sent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "end_turn"})
    void aTurnOfThinkingAloneIsLeftOut(String stopReason) {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(
                answer(stopReason, "[{\"reasoningContent\":{\"redactedContent\":\"AQID\"}}]"),
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
    void aFallbackThatThinksDoesNotThinkInTheToolRoundOfAnother() {
        Chat chat =
                bedrock.model(NOVA)
                        .withFallbacks(
                                bedrock.model(CLAUDE)
                                        .with(Params.DEFAULT.withReasoningTokens(2_000)))
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
}
