package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.error.ValidationException;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;

class CompatibleServerTest {
    private static final String KEY = "canary-key-0123456789";

    @Test
    void theKeyIsNeverShown() {
        CompatibleServer endpoint =
                CompatibleServer.openAiCompatible("https://example.com/v1/", KEY);

        assertThat(endpoint.toString())
                .isEqualTo("CompatibleServer[https://example.com/v1, ChatCompletions]");
        assertThat(CompatibleServer.anthropic(KEY).toString()).doesNotContain(KEY);
        try (Bedrock bedrock = endpoint.connect()) {
            assertThat(bedrock.toString()).doesNotContain(KEY);
        }
    }

    @Test
    void aUrlThatCannotBeCalledIsRefused() {
        for (String url :
                new String[] {"example.com", "ftp://x", "https://u:p@x", "https://x?a=b"}) {
            assertThatThrownBy(() -> CompatibleServer.openAiCompatible(url, KEY))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageNotContaining("u:p");
        }
    }

    @Test
    void onAnotherServerThereIsNoDefaultModelAndNoConverse() {
        try (Bedrock ollama =
                CompatibleServer.openAiCompatible("http://localhost:11434/v1", null).connect()) {
            assertThatThrownBy(ollama::chat).isInstanceOf(IllegalStateException.class);
            assertThat(ollama.model("llama3.2").protocol()).isEqualTo(Protocol.MANTLE);
            assertThatThrownBy(() -> ollama.model("llama3.2").with(Protocol.CONVERSE).invoke("Hi"))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void settingsAreThoseOfTheApi() {
        assertThat(CompatibleServer.anthropic(KEY).family("claude-sonnet-4-5"))
                .isEqualTo(ModelFamily.CLAUDE_4_5);
        assertThat(CompatibleServer.openAiCompatible("https://x", null).family("gpt-4o"))
                .isEqualTo(ModelFamily.GPT);
    }
}
