package dev.outcrop.internal.protocol.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.VendorCodec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

class NativeFormatsTest {
    private static final Set<ModelFamily> RETIRED =
            EnumSet.of(ModelFamily.TITAN, ModelFamily.COHERE_COMMAND, ModelFamily.COHERE_COMMAND_R);

    private static VendorCodec of(String modelId) {
        return NativeFormats.of(ModelName.of(modelId), modelId);
    }

    @Test
    void theIdSaysWhichFormat() {
        assertThat(of("us.anthropic.claude-opus-4-8")).isSameAs(VendorFormats.CLAUDE);
        assertThat(of("anthropic.claude-v2:1")).isSameAs(VendorFormats.CLAUDE);
        assertThat(of("us.amazon.nova-2-lite-v1:0")).isSameAs(Nova.INSTANCE);
        assertThat(of("meta.llama2-70b-chat-v1")).isSameAs(PromptFormats.LLAMA_2);
        assertThat(of("meta.llama3-8b-instruct-v1:0")).isSameAs(PromptFormats.LLAMA_3);
        assertThat(of("us.meta.llama3-2-3b-instruct-v1:0")).isSameAs(PromptFormats.LLAMA_3);
        assertThat(of("us.meta.llama3-2-11b-instruct-v1:0")).isSameAs(PromptFormats.LLAMA_3_VISION);
        assertThat(of("us.meta.llama4-maverick-17b-instruct-v1:0")).isSameAs(PromptFormats.LLAMA_4);
        assertThat(of("mistral.mistral-7b-instruct-v0:2")).isSameAs(PromptFormats.MISTRAL);
        assertThat(of("mistral.mixtral-8x7b-instruct-v0:1")).isSameAs(PromptFormats.MISTRAL);
        assertThat(of("mistral.mistral-large-2402-v1:0")).isSameAs(PromptFormats.MISTRAL);
        assertThat(of("mistral.mistral-large-2407-v1:0")).isSameAs(VendorFormats.MISTRAL);
        assertThat(of("us.mistral.pixtral-large-2502-v1:0")).isSameAs(VendorFormats.MISTRAL);
        assertThat(of("ai21.jamba-1-5-large-v1:0")).isSameAs(VendorFormats.CHAT);
        assertThat(of("us.deepseek.r1-v1:0")).isSameAs(PromptFormats.DEEPSEEK_R1);
        assertThat(of("deepseek.v3-v1:0")).isSameAs(VendorFormats.CHAT);
        assertThat(of("openai.gpt-oss-120b-1:0")).isSameAs(VendorFormats.GPT_OSS);
        assertThat(of("zai.glm-4.7")).isSameAs(VendorFormats.CHAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-v1",
                "amazon.titan-text-lite-v1",
                "amazon.titan-tg1-large",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large",
                "cohere.command-light-text-v14",
                "cohere.command-r-plus-v1:0",
                "ai21.j2-mid-v1"
            })
    void aRetiredModelIsRefusedAsRetired(String modelId) {
        assertThatThrownBy(() -> of(modelId))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("retired")
                .hasMessageContaining("bedrock.models()")
                .hasMessageContaining(modelId);
    }

    @Test
    void aFamilyThatIsSaidCountsWhereTheIdDoesNotTell() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef123456";
        ModelName name = ModelName.of(arn);

        assertThat(NativeFormats.of(name.as(ModelFamily.LLAMA), arn))
                .isSameAs(PromptFormats.LLAMA_3);
        assertThat(NativeFormats.of(name.as(ModelFamily.DEEPSEEK), arn))
                .isSameAs(PromptFormats.DEEPSEEK_R1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.model-of-tomorrow-v1:0",
                "mine",
                "amazon.rufus-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef123456",
                "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef123456",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/mine"
            })
    void whatNobodyKnowsIsRefusedByAWordThatHelps(String modelId) {
        assertThatThrownBy(() -> of(modelId))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("with(ModelFamily)")
                .hasMessageContaining("CONVERSE")
                .hasMessageContaining(modelId);
    }

    /** Every family whose models are served has a format; each is in the documentation's table. */
    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void eachFamilyIsInTheDocs(ModelFamily family) throws Exception {
        String doc = Files.readString(Path.of("..", "docs", "protocols.md"));
        String row = family.isClaude() && family != ModelFamily.CLAUDE_2 ? "CLAUDE_3" : "" + family;

        assertThat(doc).containsPattern("(?m)^\\| [^|]*`" + row + "`");
        if (RETIRED.contains(family)) {
            assertThatThrownBy(() -> NativeFormats.of(ModelName.of("mine").as(family), "mine"))
                    .hasMessageContaining("retired");
        } else {
            assertThat(NativeFormats.of(ModelName.of("mine").as(family), "mine")).isNotNull();
        }
    }
}
