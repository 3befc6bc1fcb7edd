package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.CompatibleServer;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Thinking in the vendors' formats goes back to its model only. */
class VendorThinkingTest extends WithLocal {
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
        Protocol api = Protocol.valueOf(protocol);
        String sonnet = "anthropic.claude-sonnet-4-6";
        local.script(messages(), messages(), messages());
        Chat chat = bedrock.model(sonnet).with(api).chat().open();
        chat.ask("Go");

        chat.ask("Well?");
        assertThat(body().toString()).contains("\"signature\"").doesNotContain("outcrop");

        chat.setModel(bedrock.model("anthropic.claude-opus-4-6").with(api));
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

    private static Scripted chatAnswer() {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":"
                                + "\"assistant\",\"content\":\"Yes.\",\"reasoning_content\":\"Hm.\"}}],"
                                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}"));
    }
}
