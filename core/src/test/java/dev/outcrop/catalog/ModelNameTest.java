package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {
    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-instant-v1, CLAUDE_2",
        "anthropic.claude-v2:1, CLAUDE_2",
        "anthropic.claude-3-sonnet-20240229-v1:0, CLAUDE_3",
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, CLAUDE_3",
        "anthropic.claude-3-haiku-20240307-v1:0:200k, CLAUDE_3",
        "eu.anthropic.claude-3-7-sonnet-20250219-v1:0, CLAUDE_3_7",
        "us.anthropic.claude-sonnet-4-20250514-v1:0, CLAUDE_4",
        "us.anthropic.claude-opus-4-1-20250805-v1:0, CLAUDE_4",
        "apac.anthropic.claude-sonnet-4-5-20250929-v1:0, CLAUDE_4_5",
        "au.anthropic.claude-haiku-4-5-20251001-v1:0, CLAUDE_4_5",
        "global.anthropic.claude-opus-4-5-20251101-v1:0, CLAUDE_OPUS_4_5",
        "jp.anthropic.claude-sonnet-4-6, CLAUDE_4_6",
        "anthropic.claude-opus-4-6-v1, CLAUDE_4_6",
        "us-gov.anthropic.claude-opus-4-7, CLAUDE_4_7",
        "anthropic.claude-opus-4-8, CLAUDE_4_7",
        "us.anthropic.claude-sonnet-5, CLAUDE_4_7",
        "anthropic.claude-opus-5-5, CLAUDE_4_7",
        "anthropic.claude-mythos-preview, CLAUDE_4_7",
        "ca.amazon.nova-lite-v1:0, NOVA",
        "amazon.nova-premier-v1:0:1000k, NOVA",
        "us.amazon.nova-2-lite-v1:0, NOVA_2",
        "amazon.titan-text-express-v1, TITAN",
        "us.meta.llama4-scout-17b-instruct-v1:0, LLAMA",
        "eu.mistral.pixtral-large-2502-v1:0, MISTRAL",
        "cohere.command-light-text-v14, COHERE_COMMAND",
        "cohere.command-r-plus-v1:0, COHERE_COMMAND_R",
        "ai21.jamba-1-5-large-v1:0, JAMBA",
        "us.deepseek.r1-v1:0, DEEPSEEK",
        "deepseek.v3.2, DEEPSEEK",
        "openai.gpt-oss-120b-1:0, GPT_OSS",
        "us.openai.gpt-5.6-sol, GPT",
        "qwen.qwen3-32b-v1:0, QWEN",
        "moonshotai.kimi-k2.5, KIMI",
        "us.writer.palmyra-x5-v1:0, PALMYRA",
        "mx.anthropic.claude-sonnet-4-6, CLAUDE_4_6"
    })
    void tellsTheFamily(String id, ModelFamily family) {
        assertThat(ModelFamily.of(id)).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-canvas-v1:0",
                "amazon.nova-2-multimodal-embeddings-v1:0",
                "amazon.titan-embed-text-v2:0",
                "cohere.embed-english-v3",
                "ai21.j2-ultra-v1",
                "writer.palmyra-vision-7b",
                "stability.sd3-5-large-v1:0",
                "newcomer.model-v1:0",
                "abc123xyz",
                ".",
                "",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
                "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc",
                "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc",
                "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-text-express-v1/x",
                "arn:aws:bedrock:us-east-1::default-prompt-router/anthropic.claude:1"
            })
    void knowsWhatItDoesNotKnow(String id) {
        assertThat(ModelFamily.of(id)).isEqualTo(ModelFamily.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "us.amazon.nova-lite-v1:0, us, amazon.nova-lite-v1:0",
                "us-gov.amazon.nova-lite-v1:0, us-gov, amazon.nova-lite-v1:0",
                "amazon.nova-lite-v1:0, -, amazon.nova-lite-v1:0",
                "deepseek.v3.2, -, deepseek.v3.2",
                "global.newcomer.model-v1, global, newcomer.model-v1",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, -,"
                        + " amazon.nova-lite-v1:0",
                "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.amazon.nova-lite-v1:0,"
                        + " us-gov, amazon.nova-lite-v1:0",
                "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/x, -, -"
            })
    void takesIdsAndArnsApart(String id, String profile, String base) {
        assertThat(ModelName.of(id)).isEqualTo(new ModelName(profile, base));
    }

    @Test
    void theCatalogAgrees() {
        assertThat(Catalog.standard().models())
                .isNotEmpty()
                .allSatisfy(
                        model ->
                                assertThat(ModelFamily.of(model.id()))
                                        .as(model.id())
                                        .isEqualTo(model.family()));
    }
}
