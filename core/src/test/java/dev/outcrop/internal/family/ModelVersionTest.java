package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelVersionTest {
    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-v2:1, 2, 0",
        "anthropic.claude-3-haiku-20240307-v1:0, 3, 0",
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0, 3, 5",
        "anthropic.claude-sonnet-4-20250514-v1:0, 4, 0",
        "us.anthropic.claude-opus-4-1-20250805-v1:0, 4, 1",
        "anthropic.claude-opus-4-6-v1, 4, 6",
        "global.anthropic.claude-opus-5-5, 5, 5",
        "anthropic.claude-fable-5, 5, 0",
        "amazon.nova-pro-v1:0, 1, 0",
        "us.amazon.nova-2-lite-v1:0, 2, 0",
        "amazon.nova-3-pro-v1:0, 3, 0",
        "meta.llama3-8b-instruct-v1:0, 3, 0",
        "us.meta.llama3-2-90b-instruct-v1:0, 3, 2",
        "meta.llama3-3-70b-instruct-v1:0, 3, 3",
        "us.meta.llama4-scout-17b-instruct-v1:0, 4, 0",
        "mistral.mistral-large-2402-v1:0, 0, 2402",
        "us.mistral.pixtral-large-2502-v1:0, 0, 2502",
        "mistral.mistral-large-3-675b-instruct, 3, 0",
        "mistral.ministral-3-8b-instruct, 3, 0",
        "mistral.voxtral-small-24b-2507, 0, 2507",
        "us.deepseek.r1-v1:0, 1, 0",
        "deepseek.v3-v1:0, 3, 0",
        "deepseek.v3.2, 3, 2",
        "openai.gpt-5.4, 5, 4",
        "global.openai.gpt-6.1-sol, 6, 1",
        "openai.gpt-6-luna, 6, 0",
        "xai.grok-4.7, 4, 7",
        "qwen.qwen3-coder-480b-a35b-v1:0, 3, 0",
        "qwen.qwen3-32b-v1:0, 3, 0",
        "moonshot.kimi-k2-thinking, 2, 0",
        "moonshotai.kimi-k2.5, 2, 5",
        "us.moonshotai.kimi-k3.1, 3, 1",
        "zai.glm-4.7-flash, 4, 7",
        "global.zai.glm-5.3, 5, 3",
        "google.gemma-3-12b-it, 3, 0",
        "google.gemma-4-e2b, 4, 0",
        "minimax.minimax-m2.5, 2, 5"
    })
    void isReadFromTheId(String id, int major, int minor) {
        ModelVersion version = ModelVersion.of(ModelName.of(id));

        assertThat(version.major() + "." + version.minor()).isEqualTo(major + "." + minor);
    }

    /** Anthropic's own servers have no vendor in their ids; the caller's family tells it. */
    @Test
    void isReadFromAnIdOfAnthropicsOwnServers() {
        ModelName fable = ModelName.of("claude-fable-5-1").as(ModelFamily.CLAUDE_4_7);

        assertThat(PreservedThinkingRules.apply(fable)).isTrue();
        assertThat(ModelVersion.of(fable).minor()).isEqualTo(1);
    }

    @Test
    void aNameWithoutANumberIsNewerThanAnyOther() {
        assertThat(version("anthropic.claude-mythos").isAtLeast(99, 0)).isTrue();
    }

    @Test
    void anArnOfAToldFamilyHasItsOldestVersion() {
        ModelName told = new ModelName(null, null, ModelFamily.CLAUDE_4_6);

        assertThat(ModelVersion.of(told).isAtLeast(4, 6)).isTrue();
        assertThat(ModelVersion.of(told).isAtLeast(4, 7)).isFalse();
    }

    @Test
    void aFamilyThatTheCallerToldReplacesTheIds() {
        ModelName told = ModelName.of("anthropic.claude-opus-5-5").as(ModelFamily.NOVA);

        assertThat(ModelVersion.of(told).isAtLeast(2, 0)).isFalse();
    }

    @Test
    void theWordsOfAnIdNameItsLine() {
        assertThat(version("us.anthropic.claude-opus-5-5").words()).contains("opus");
        assertThat(version("us.meta.llama3-2-3b-instruct-v1:0").words()).contains("3b");
    }

    private static ModelVersion version(String id) {
        return ModelVersion.of(ModelName.of(id));
    }
}
