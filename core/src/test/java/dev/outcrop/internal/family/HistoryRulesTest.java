package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-v2:1",
                "anthropic.claude-instant-v1",
                "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
                "anthropic.claude-3-haiku-20240307-v1:0:48k",
                "anthropic.claude-sonnet-4-20250514-v1:0",
                "eu.anthropic.claude-opus-4-1-20250805-v1:0",
                "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
            })
    void theseClaudeModelsGoOnWithAnAssistantMessage(String modelId) {
        assertThat(HistoryRules.of(ModelName.of(modelId)).continuesAssistant()).isTrue();
        assertThat(HistoryRules.of(ModelName.of(modelId)).assistantBegins()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-opus-4-6-v1",
                "anthropic.claude-sonnet-4-6",
                "global.anthropic.claude-opus-4-8",
                "anthropic.claude-sonnet-5",
                "anthropic.claude-fable-5",
                "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-opus-5",
                "anthropic.claude-of-no-version"
            })
    void theseDoNot(String modelId) {
        assertThat(HistoryRules.of(ModelName.of(modelId)).continuesAssistant()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/mine",
                "myanthropic.claude-opus-5",
                ""
            })
    void nothingIsKnownOfTheOthers(String modelId) {
        assertThat(HistoryRules.of(ModelName.of(modelId))).isEqualTo(HistoryRules.ANY);
    }

    @Test
    void whatResultsMayHaveDiffers() {
        assertThat(HistoryRules.of(ModelName.of("us.amazon.nova-2-lite-v1:0")).results().media())
                .containsExactlyInAnyOrder(
                        ToolResultRules.Media.IMAGE, ToolResultRules.Media.TEXT_DOCUMENT);
        assertThat(
                        HistoryRules.of(ModelName.of("meta.llama3-1-8b-instruct-v1:0"))
                                .results()
                                .alone())
                .isTrue();
        assertThat(
                        HistoryRules.of(ModelName.of("us.mistral.pixtral-large-2502-v1:0"))
                                .results()
                                .media())
                .doesNotContain(ToolResultRules.Media.IMAGE);
        assertThat(HistoryRules.of(ModelName.of("writer.palmyra-x5-v1:0")).results().status())
                .isFalse();
    }

    @Test
    void qwenAndTitanAreKnown() {
        assertThat(HistoryRules.of(ModelName.of("qwen.qwen3-32b-v1:0")).assistantBegins()).isTrue();
        assertThat(HistoryRules.of(ModelName.of("amazon.titan-text-express-v1")).repeatsRoles())
                .isTrue();
    }
}
