package dev.outcrop.local.internal.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.local.internal.catalog.Catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0, CLAUDE, 3.5",
        "anthropic.claude-opus-4-20250514-v1:0, CLAUDE, 4.0",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0, CLAUDE, 4.5",
        "anthropic.claude-opus-4-6-v1, CLAUDE, 4.6",
        "in.anthropic.claude-sonnet-5, CLAUDE, 5.0",
        "us.anthropic.claude-fable-5-1, CLAUDE, 5.1",
        "anthropic.claude-v2:1, CLAUDE, 2.0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-5-5, CLAUDE, 5.5",
        "us.amazon.nova-lite-v1:0, NOVA, 1.0",
        "us.amazon.nova-2-lite-v1:0, NOVA, 2.0",
        "amazon.titan-tg1-large, TITAN, 1.0",
        "meta.llama3-70b-instruct-v1:0, LLAMA, 3.0",
        "us.meta.llama3-2-3b-instruct-v1:0, LLAMA, 3.2",
        "us.meta.llama4-maverick-17b-instruct-v1:0, LLAMA, 4.0",
        "deepseek.v3.2, DEEPSEEK, 3.2",
        "openai.gpt-oss-120b-1:0, GPT_OSS, 1.0",
        "openai.gpt-5.4-2026-03-05, GPT, 5.4",
        "global.openai.gpt-6.1-sol, GPT, 6.1",
        "openai.gpt-6-astra, GPT, 6.0",
        "qwen.qwen3-235b-a22b-2507-v1:0, QWEN, 3.0",
        "moonshotai.kimi-k2.5, KIMI, 2.5",
        "xai.grok-4.6, GROK, 4.6",
        "zai.glm-4.7-flash, GLM, 4.7",
        "google.gemma-3-27b-it, GEMMA, 3.0",
        "ai21.jamba-1-5-large-v1:0, JAMBA, 1.5",
        "anthropic.claude-next, CLAUDE, 2147483647.0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123, UNKNOWN, 123.0"
    })
    void readsFamilyAndVersion(String modelId, ModelFamily family, String version) {
        ModelName name = ModelName.of(modelId);

        assertThat(name.family()).isEqualTo(family);
        if (family != ModelFamily.UNKNOWN) {
            assertThat(name.major() + "." + name.minor()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, anthropic.claude-sonnet-4-5",
        "anthropic.claude-haiku-4-5, anthropic.claude-haiku-4-5",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0, anthropic.claude-haiku-4-5",
        "us.anthropic.claude-fable-5-1, anthropic.claude-fable-5-1",
        "us.anthropic.claude-fable-5, anthropic.claude-fable-5",
        "anthropic.claude-opus-4-6-v1, anthropic.claude-opus-4-6",
        "openai.gpt-5.6-luna, openai.gpt-5.6-luna",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123, ''"
    })
    void idsOfOneModelNameTheSameModel(String modelId, String model) {
        assertThat(ModelName.of(modelId).model()).isEqualTo(model);
    }

    @Test
    void everyTextModelOfTheCatalogHasAFamily() {
        assertThat(Catalog.models())
                .filteredOn(
                        model ->
                                Conversations.CONVERSE.of(ModelName.of(model.id()))
                                        && ModelName.of(model.id()).family() == ModelFamily.UNKNOWN)
                .isEmpty();
    }
}
