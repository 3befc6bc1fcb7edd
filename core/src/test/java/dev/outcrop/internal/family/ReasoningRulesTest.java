package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningRulesTest {
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0, NONE",
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0, SIGNED",
        "us.anthropic.claude-opus-9-v1, SIGNED",
        "us.deepseek.r1-v1:0, NONE",
        "deepseek.v3-v1:0, NONE",
        "deepseek.v3.2, UNSIGNED",
        "openai.gpt-oss-120b-1:0, UNSIGNED",
        "openai.gpt-5.4, ENCRYPTED",
        "xai.grok-4.7, ENCRYPTED",
        "us.amazon.nova-2-lite-v1:0, NONE",
        "moonshotai.kimi-k3.1, NONE",
        "vendor.model-of-tomorrow-v1:0, SIGNED_AND_KNOWN"
    })
    void eachModelAcceptsItsOwnFormOnly(String modelId, ReasoningRules rules) {
        assertThat(ReasoningRules.of(ModelName.of(modelId))).isEqualTo(rules);
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-fable-5-1, true",
        "global.anthropic.claude-fable-5-2-v1, true",
        "anthropic.claude-fable-6, true",
        "us.anthropic.claude-fable-5, false",
        "us.anthropic.claude-mythos-5-1, true",
        "us.anthropic.claude-opus-5-5, true",
        "openai.gpt-6.2, false"
    })
    void claudeFrom51OnChecksWhatCameBeforeItsThinking(String modelId, boolean checks) {
        assertThat(PreservedThinkingRules.apply(ModelName.of(modelId))).isEqualTo(checks);
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-4-8, IN_PLACE",
        "us.anthropic.claude-haiku-5-5, IN_PLACE",
        "us.anthropic.claude-opus-4-7, FRONT",
        "mistral.mistral-7b-instruct-v0:2, UNSUPPORTED",
        "mistral.mixtral-8x7b-instruct-v0:1, UNSUPPORTED",
        "mistral.mistral-large-2402-v1:0, FRONT",
        "amazon.titan-text-express-v1, UNSUPPORTED",
        "cohere.command-text-v14, UNSUPPORTED",
        "cohere.command-r-v1:0, FRONT"
    })
    void systemMessagesHaveTheirPlace(String modelId, SystemRules rules) {
        assertThat(SystemRules.of(ModelName.of(modelId))).isEqualTo(rules);
    }
}
