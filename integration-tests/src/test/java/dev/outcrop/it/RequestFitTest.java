package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests fit the model that receives them. */
class RequestFitTest extends WithLocal {
    private static Tool tool(String name) {
        return Tool.of(
                name, "Does it.", JsonSchema.parse("{\"type\":\"object\"}"), input -> "done");
    }

    @Test
    void setModelKeepsTheToolsOfTheChat() {
        Chat chat = bedrock.chat(CLAUDE).open();
        chat.tools(tool("t"));
        local.script(Scripted.text("Fine."));

        chat.setModel(bedrock.model(NOVA).withTools(tool("u")));
        chat.ask("Go");

        assertThat(chat.toolbox().names()).containsExactlyInAnyOrder("t", "u");
        assertThat(body().toString()).contains("\"t\"").contains("\"u\"");
    }

    @Test
    void halfOfASurrogatePairIsNotSentInANativeBody() {
        local.script(messages());
        Model model =
                bedrock.model(CLAUDE)
                        .with(Protocol.INVOKE_MODEL)
                        .withTools(
                                Tool.of(
                                        "t",
                                        "D\ud83d",
                                        JsonSchema.parse("{\"type\":\"object\"}"),
                                        input -> "done"));
        Json half = Json.EMPTY.with("a", Json.of("J\ud83d"));

        model.invoke(
                Message.user("Q\udd25"),
                Message.assistant(new Content.ToolUse("x", "t", half)),
                Message.user(new Content.ToolResult("x", List.of(new Content.JsonValue(half)))));

        assertThat(body().toString())
                .contains("D\uFFFD", "Q\uFFFD", "J\uFFFD")
                .doesNotContain("\\ud83d", "\\\\ud83d");
    }

    @Test
    void halfOfASurrogatePairIsNotSent() {
        local.script(Scripted.text("Fine."));

        bedrock.chat(NOVA).system("S\ud83d").open().ask("Q\udd25");

        assertThat(body().array("system").toString()).contains("S\uFFFD");
        assertThat(content(0)).containsExactly(json("{\"text\":\"Q\uFFFD\"}"));
    }

    private static final List<Message> TWO_PROMPTS =
            List.of(
                    Message.system("Polite."),
                    Message.user("Go"),
                    Message.assistant("Yes."),
                    Message.user("Again"),
                    Message.system("Be brief."));

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-4-8, CONVERSE",
        "us.anthropic.claude-opus-4-8, INVOKE_MODEL",
        "anthropic.claude-opus-4-8, MANTLE"
    })
    void aSystemMessageStaysInPlaceOverEachApi(String modelId, Protocol protocol) {
        local.script(protocol == Protocol.CONVERSE ? unchecked("Fine.") : messages());

        bedrock.model(modelId).with(protocol).invoke(TWO_PROMPTS);

        assertThat(roles()).containsExactly("user", "assistant", "user", "system");
        assertThat(body().array("system")).hasSize(1);
    }

    @Test
    void aSystemMessageOfAnotherModelMovesToTheFront() {
        local.script(Scripted.text("Fine."));

        bedrock.model(CLAUDE).invoke(TWO_PROMPTS);

        assertThat(roles()).containsExactly("user", "assistant", "user");
        assertThat(body().array("system")).hasSize(2);
    }

    @Test
    void aFallbackPlacesSystemMessagesItself() {
        local.script(Scripted.error("AccessDeniedException", "no"), Scripted.text("Fine."));

        bedrock.model("us.anthropic.claude-opus-4-8")
                .withFallbacks(bedrock.model(NOVA))
                .invoke(TWO_PROMPTS);

        assertThat(roles()).containsExactly("user", "assistant", "user");
        assertThat(body().array("system")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mistral.mistral-7b-instruct-v0:2",
                "mistral.mixtral-8x7b-instruct-v0:1",
                "amazon.titan-text-express-v1"
            })
    void aModelWithoutSystemMessagesHasThePromptInTheQuestion(String modelId) {
        local.script(unchecked("Fine."));
        Chat chat = bedrock.chat(modelId).system("Polite.").open();

        chat.ask("Go");

        assertThat(body().get("system")).isNull();
        assertThat(content(0))
                .containsExactly(json("{\"text\":\"Polite.\"}"), json("{\"text\":\"Go\"}"));
        assertThat(chat.turns().getFirst().text()).isEqualTo("Go");
    }

    private static Scripted messages() {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
                                + "{\"type\":\"text\",\"text\":\"Yes.\"}],\"stop_reason\":\"end_turn\","
                                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
    }

    private List<String> roles() {
        var roles = new ArrayList<String>();
        for (Json message : body().array("messages")) {
            roles.add(String.valueOf(((Json.Obj) message).string("role")));
        }
        return roles;
    }
}
