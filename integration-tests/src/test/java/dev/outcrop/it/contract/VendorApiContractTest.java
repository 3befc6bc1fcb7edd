package dev.outcrop.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Model;
import dev.outcrop.error.ValidationException;
import dev.outcrop.message.Message;
import dev.outcrop.settings.Protocol.VendorApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors' own APIs, on bedrock-mantle. */
@ParameterizedClass(name = "{0} of {1}")
@CsvSource({
    "MESSAGES, anthropic.claude-haiku-4-5, content",
    "MESSAGES, anthropic.claude-opus-5, content",
    "CHAT_COMPLETIONS, openai.gpt-oss-20b, choices",
    "CHAT_COMPLETIONS, zai.glm-4.7, choices",
    "CHAT_COMPLETIONS, google.gemma-4-31b, choices",
    "RESPONSES, openai.gpt-5.5, output",
    "RESPONSES, openai.gpt-oss-20b, output"
})
class VendorApiContractTest extends ChatContract {
    VendorApiContractTest(VendorApi api, String modelId, String member) {
        super(Backend.vendor(api, modelId, member));
    }

    /** Only Anthropic's API counts beforehand. */
    @Test
    @Override
    void countsTokensWhereBedrockDoes() {
        Model model = backend.in(bedrock.model(backend.modelId()));
        Message question = Message.user("How many are these?");

        if (backend.api() == VendorApi.MESSAGES) {
            assertThat(model.countTokens(question)).isPositive();
            assertThat(heard).containsExactly("CountTokens DONE false");
        } else {
            assertThatThrownBy(() -> model.countTokens(question))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("does not support counting");
            assertThat(local.requests()).isEmpty();
        }
    }
}
