package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRulesTest {
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, 2048, true, false",
        "anthropic.claude-3-7-sonnet-20250219-v1:0, 1024, true, false",
        "us.anthropic.claude-opus-4-1-20250805-v1:0, 1024, true, false",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, 1024, true, true",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0, 4096, true, true",
        "us.anthropic.claude-opus-4-5-20251101-v1:0, 4096, true, true",
        "anthropic.claude-opus-4-6-v1, 4096, true, true",
        "anthropic.claude-sonnet-4-6, 1024, true, true",
        "anthropic.claude-opus-4-7, 2048, true, true",
        "anthropic.claude-opus-4-8, 1024, true, true",
        "anthropic.claude-sonnet-5, 1024, true, true",
        "anthropic.claude-opus-5, 512, true, true",
        "us.anthropic.claude-opus-5-5, 512, true, true",
        "us.anthropic.claude-sonnet-5-5, 512, true, true",
        "us.anthropic.claude-haiku-5-5, 512, true, true",
        "us.anthropic.claude-fable-5-1, 512, true, true",
        "us.anthropic.claude-sonnet-7, 512, true, true",
        "us.amazon.nova-pro-v1:0, 1000, false, false",
        "amazon.nova-2-lite-v1:0, 1000, false, false",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6, 1024, true, true",
        "arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-lite-v1:0, 1000, false, false"
    })
    void goByWhatTheModelIs(String id, int minimum, boolean tools, boolean oneHour) {
        assertThat(CacheRules.of(ModelName.of(id)))
                .isEqualTo(new CacheRules(minimum, tools, tools, oneHour));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-v2",
                "anthropic.claude-3-sonnet-20240229-v1:0",
                "anthropic.claude-3-5-sonnet-20241022-v2:0",
                "amazon.nova-canvas-v1:0",
                "amazon.titan-text-express-v1",
                "us.meta.llama3-3-70b-instruct-v1:0",
                "zai.glm-5",
                "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc"
            })
    void areNotThereForOtherModels(String id) {
        assertThat(CacheRules.of(ModelName.of(id))).isNull();
    }
}
