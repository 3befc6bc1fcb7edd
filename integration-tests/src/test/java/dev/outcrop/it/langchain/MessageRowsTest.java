package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.settings.PromptCaching;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Rows of docs/langchain.md about messages and their blocks. */
class MessageRowsTest extends WithLocal {
    private static final Source BYTES = Source.bytes(new byte[] {1, 2, 3});

    private static final String NOVA_2 = "us.amazon.nova-2-omni-v1:0";

    private Json said(Message... messages) {
        local.script(unchecked("Fine."));
        bedrock.model(CLAUDE).with(PromptCaching.NONE).invoke(messages);
        return java.util.Objects.requireNonNull(body().get("messages"));
    }

    private Json block(Content block) {
        return block(CLAUDE, block);
    }

    private Json block(String model, Content block) {
        local.script(unchecked("Fine."));
        bedrock.model(model)
                .with(PromptCaching.NONE)
                .invoke(Message.user(Content.text("Look"), block));
        return content(0).get(1);
    }

    @Test
    @DisplayName("row 1: a string, messages and a list of messages ask the same")
    void aStringAndMessagesAskTheSame() {
        bedrock.model(NOVA).invoke("Hi");
        Json.Obj first = body();
        bedrock.model(NOVA).invoke(Message.user("Hi"));
        assertThat(body()).isEqualTo(first);
        bedrock.model(NOVA).invoke(List.of(Message.user("Hi")));
        assertThat(body()).isEqualTo(first);
    }

    @Test
    @DisplayName("row 2: nothing to ask is refused, and no question is made up")
    void nothingToAskIsRefused() {
        assertThatThrownBy(() -> bedrock.model(NOVA).invoke())
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> bedrock.model(NOVA).invoke(Message.system("Be brief.")))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    @DisplayName("row 3: system messages are the system prompt, wherever they stand, in order")
    void systemMessagesAreTheSystemPrompt() {
        said(Message.system("One."), Message.user("Hi"), Message.system("Two."));

        assertThat(body().get("system"))
                .isEqualTo(json("[{\"text\":\"One.\"},{\"text\":\"Two.\"}]"));
        assertThat(body().array("messages")).hasSize(1);
    }

    @Test
    @DisplayName("row 4, 5: what one role says in a row is one message, its blocks apart")
    void whatOneRoleSaysInARowIsOneMessage() {
        assertThat(
                        said(
                                Message.user("a"),
                                Message.user("b"),
                                Message.assistant("c"),
                                Message.assistant("d"),
                                Message.user("e")))
                .isEqualTo(
                        json(
                                "[{\"role\":\"user\",\"content\":[{\"text\":\"a\"},{\"text\":\"b\"}]},"
                                        + "{\"role\":\"assistant\",\"content\":[{\"text\":\"c\"},{\"text\":\"d\"}]},"
                                        + "{\"role\":\"user\",\"content\":[{\"text\":\"e\"}]}]"));
    }

    @Test
    @DisplayName("row 7, 14, 15: a result's status and the keys of tool JSON go and come unchanged")
    void toolJsonIsNotTouched() {
        String input = "{\"user_name\":1,\"userName\":{\"inner_key\":[null]}}";
        String use =
                "{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"look\",\"input\":" + input + "}}";
        local.script(answer("tool_use", "[" + use + "]"));
        Reply asked = bedrock.model(CLAUDE).invoke("Look");
        assertThat(asked.turn().toolUses().getFirst().input()).isEqualTo(json(input));

        said(
                Message.user("Look"),
                asked.turn().message(),
                Message.user(
                        new Content.ToolResult(
                                "a",
                                List.of(new Content.JsonValue(json(input))),
                                "error",
                                null,
                                Json.EMPTY)));
        assertThat(content(1)).containsExactly(json(use));
        assertThat(content(2))
                .containsExactly(
                        json(
                                "{\"toolResult\":{\"toolUseId\":\"a\",\"content\":[{\"json\":"
                                        + input
                                        + "}],\"status\":\"error\"}}"));
    }

    @Test
    @DisplayName("row 9, 13: what the caller gave is not changed by what is repaired")
    void whatTheCallerGaveIsNotChanged() {
        var given =
                new ArrayList<>(
                        List.of(
                                Message.user(Content.text(" "), Content.text("Hi")),
                                Message.assistant("I say \n")));
        var before = List.copyOf(given);
        local.script(unchecked("Fine."));

        bedrock.model(CLAUDE).invoke(given);

        assertThat(given).isEqualTo(before);
        assertThat(content(1)).containsExactly(json("{\"text\":\"I say\"}"));
    }

    @Test
    @DisplayName(
            "row 53: the thinking that Nova writes into its text is reasoning, whole and streamed")
    void tagsOfNovaAreReasoning() {
        String words = "<thinking>Hm.</thinking>Yes.";
        local.script(Scripted.text(words), Scripted.text(words));

        Reply reply = bedrock.model(NOVA).invoke("Go");
        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.turn().reasoning()).isEqualTo("Hm.");
        try (ReplyStream stream = bedrock.model(NOVA).stream("Go")) {
            assertThat(String.join("", stream.text())).isEqualTo("Yes.");
            assertThat(stream.reply().turn().reasoning()).isEqualTo("Hm.");
        }
    }

    @Test
    @DisplayName("row 55: cited words go back with all their citations")
    void citedWordsGoBack() {
        String cited =
                "{\"citationsContent\":{\"content\":[{\"text\":\"So.\"}],\"citations\":["
                        + "{\"title\":\"A\",\"source\":\"s\",\"location\":{\"searchResultLocation\":{\"searchResultIndex\":0,\"start\":0,\"end\":1}}}]}}";
        Chat chat = bedrock.chat(CLAUDE).open();
        local.script(answer("end_turn", "[" + cited + "]"), unchecked("Fine."));
        chat.ask("Go");
        chat.ask("And?");

        assertThat(content(1)).containsExactly(json(cited));
    }

    @Test
    @DisplayName("row 56: search results are sent, and read where a tool gives them")
    void searchResultsAreSent() {
        var found =
                new Content.SearchResult(
                        "s", "Title", List.of(Content.text("Words")), true, Json.EMPTY);

        assertThat(block(found))
                .isEqualTo(
                        json(
                                "{\"searchResult\":{\"source\":\"s\",\"title\":\"Title\",\"content\":[{\"text\":\"Words\"}],\"citations\":{\"enabled\":true}}}"));
    }

    @Test
    @DisplayName("row 57: a picture in an answer is a picture, from S3, too")
    void aPictureInAnAnswerIsAPicture() {
        local.script(
                answer(
                        "end_turn",
                        "[{\"image\":{\"format\":\"png\",\"source\":{\"s3Location\":{\"uri\":\"s3://b/k\"}}}}]"));

        assertThat(bedrock.model(NOVA).invoke("Go").content())
                .containsExactly(new Content.Image("png", Source.s3("s3://b/k")));
    }

    @Test
    @DisplayName("row 58, 59: films and sounds, as bytes and in S3")
    void filmsAndSounds() {
        assertThat(block(NOVA_2, new Content.Video("mp4", BYTES)))
                .isEqualTo(
                        json("{\"video\":{\"format\":\"mp4\",\"source\":{\"bytes\":\"AQID\"}}}"));
        assertThat(block(NOVA_2, new Content.Video("mp4", Source.s3("s3://b/k"))))
                .isEqualTo(
                        json(
                                "{\"video\":{\"format\":\"mp4\",\"source\":{\"s3Location\":{\"uri\":\"s3://b/k\"}}}}"));
        assertThat(block(NOVA_2, new Content.Audio("wav", BYTES)))
                .isEqualTo(
                        json("{\"audio\":{\"format\":\"wav\",\"source\":{\"bytes\":\"AQID\"}}}"));
    }

    @Test
    @DisplayName(
            "row 60, 61: a document's name is made one that Bedrock takes; cited text is a source")
    void documentsOfTextHaveLegalNames() {
        said(
                Message.user(
                        new Content.Document(
                                "txt",
                                "a.b/c.txt",
                                new Source.PlainText("Words."),
                                null,
                                true,
                                Json.EMPTY),
                        Content.text("Look")));

        assertThat(content(0).getFirst())
                .isEqualTo(
                        json(
                                "{\"document\":{\"format\":\"txt\",\"name\":\"c\",\"source\":{\"text\":\"Words.\"},\"citations\":{\"enabled\":true}}}"));
    }

    @Test
    @DisplayName("row 63: content for the guardrail, words and pictures")
    void contentForTheGuardrail() {
        assertThat(
                        block(
                                new Content.GuardContent(
                                        Content.text("Judge"), List.of("query"), Json.EMPTY)))
                .isEqualTo(
                        json(
                                "{\"guardContent\":{\"text\":{\"text\":\"Judge\",\"qualifiers\":[\"query\"]}}}"));
        assertThat(
                        block(
                                new Content.GuardContent(
                                        new Content.Image("png", BYTES), List.of(), Json.EMPTY)))
                .isEqualTo(
                        json(
                                "{\"guardContent\":{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"AQID\"}}}}"));
    }

    @Test
    @DisplayName("row 68: cache points of the caller's, with a ttl")
    void cachePointsOfTheCallers() {
        assertThat(block(new Content.CachePoint("1h")))
                .isEqualTo(json("{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}"));
    }
}
