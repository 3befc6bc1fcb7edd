package dev.outcrop.internal.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

class ProtocolRulesTest {
    private static final String IMPORTED =
            "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef123456";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "anthropic.claude-v2:1",
                "amazon.titan-text-express-v1",
                "anthropic.claude-v1",
                "amazon.titan-tg1-large",
                "ai21.j2-ultra-v1",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large",
                "meta.llama3-8b-instruct-v1:0",
                "acme.model-of-tomorrow-v1:0",
                "mine",
                IMPORTED,
                "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef123456",
                "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdef123456",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2",
                "arn:aws:bedrock:us-east-1:123456789012:prompt-router/anthropic.claude:1",
                "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/mine"
            })
    void mostModelsAreAskedOverConverse(String modelId) {
        assertThat(ProtocolRules.protocol(modelId, ModelName.of(modelId), null))
                .isEqualTo(Protocol.CONVERSE);
    }

    @Test
    void anInferenceProfileIsCalledWhereItIs() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";
        ModelName behind = ModelName.of("anthropic.claude-sonnet-4-6");

        assertThat(ProtocolRules.protocol("anthropic.claude-sonnet-4-6", behind, null))
                .isEqualTo(Protocol.MANTLE);
        assertThat(ProtocolRules.protocol(arn, behind, null)).isEqualTo(Protocol.CONVERSE);
    }

    @Test
    void anImportedModelThatIsKnownIsAskedOverInvokeModel() {
        assertThat(
                        ProtocolRules.protocol(
                                IMPORTED, ModelName.of(IMPORTED).as(ModelFamily.LLAMA), null))
                .isEqualTo(Protocol.INVOKE_MODEL);
    }

    @Test
    void theCallersCatalogComesBeforeTheRules(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("models.json"),
                        "{\"date\":\"2026-01-01\",\"models\":[{\"id\":\"amazon.nova-pro-v1:0\","
                                + "\"protocol\":\"invoke_model\"},{\"id\":\"acme.x\","
                                + "\"protocol\":\"telepathy\"}]}");
        Catalog catalog = Catalog.from(file);

        assertThat(protocol("amazon.nova-pro-v1:0", catalog)).isEqualTo(Protocol.INVOKE_MODEL);
        assertThat(protocol("us.amazon.nova-pro-v1:0", catalog)).isEqualTo(Protocol.INVOKE_MODEL);
        assertThat(protocol("amazon.nova-lite-v1:0", catalog)).isEqualTo(Protocol.CONVERSE);
        assertThat(protocol("acme.x", catalog)).isEqualTo(Protocol.CONVERSE);
    }

    private static Protocol protocol(String modelId, Catalog catalog) {
        return ProtocolRules.protocol(modelId, ModelName.of(modelId), catalog);
    }

    @Test
    void whatIsSaidCounts() {
        try (var bedrock = Bedrock.create()) {
            Model model = bedrock.model("us.amazon.nova-pro-v1:0");

            assertThat(model.protocol()).isEqualTo(Protocol.CONVERSE);
            assertThat(model.with(Protocol.INVOKE_MODEL).protocol())
                    .isEqualTo(Protocol.INVOKE_MODEL);
            assertThat(bedrock.model(IMPORTED).with(ModelFamily.LLAMA).protocol())
                    .isEqualTo(Protocol.INVOKE_MODEL);
            assertThat(
                            bedrock.model("mine")
                                    .withBaseModel("anthropic.claude-sonnet-4-6")
                                    .protocol())
                    .isEqualTo(Protocol.MANTLE);
        }
    }
}
