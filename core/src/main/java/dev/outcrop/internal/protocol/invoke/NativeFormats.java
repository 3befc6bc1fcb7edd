package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.VendorCodec;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * The native format of each model. {@code docs/protocols.md} contains the same table.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">Inference
 *     request parameters and response fields</a>
 */
public final class NativeFormats {
    /** Mistral's models from before its chat completion. */
    private static final Pattern MISTRAL_TEXT =
            Pattern.compile("mistral\\.(mistral-7b|mixtral-8x7b|mistral-(small|large)-2402).*");

    private static final Pattern LLAMA_VISION = Pattern.compile("meta\\.llama3-2-(11b|90b)-.*");

    /** Models without a family that Bedrock has retired and that had a format of their own. */
    private static final Pattern RETIRED = Pattern.compile("(ai21\\.j2-|amazon\\.titan-tg1-).*");

    /** Vendors whose models all use OpenAI's chat completion. */
    private static final Pattern CHAT_VENDORS =
            Pattern.compile("(ai21|google|minimax|nvidia|openai|writer|zai)\\..*");

    private NativeFormats() {}

    /**
     * Returns the native format of a model.
     *
     * @param model the name of the model
     * @param modelId what calls are sent to
     * @throws ValidationException if the format is not known, or the model is retired
     */
    public static VendorCodec of(ModelName model, String modelId) {
        String base = model.base() == null ? "" : model.base();
        VendorCodec dialect = dialect(model, base, modelId);
        if (dialect == null) {
            throw new ValidationException(
                    "not sent: cannot tell the model's native format from its id",
                    ErrorDetails.NONE
                            .withModelId(modelId)
                            .withRemedy(
                                    "Use withBaseModel(id) or with(ModelFamily), or"
                                            + " use Protocol.CONVERSE."));
        }
        return dialect;
    }

    private static @Nullable VendorCodec dialect(ModelName model, String base, String modelId) {
        return switch (model.family()) {
            case CLAUDE_2 -> claude2(base, modelId);
            case CLAUDE_3,
                    CLAUDE_3_7,
                    CLAUDE_4,
                    CLAUDE_4_5,
                    CLAUDE_OPUS_4_5,
                    CLAUDE_4_6,
                    CLAUDE_4_7 ->
                    VendorFormats.CLAUDE;
            case NOVA, NOVA_2 -> Nova.INSTANCE;
            case TITAN, COHERE_COMMAND, COHERE_COMMAND_R -> throw retired(modelId);
            case LLAMA -> llama(base);
            case MISTRAL ->
                    MISTRAL_TEXT.matcher(base).matches()
                            ? PromptFormats.MISTRAL
                            : VendorFormats.MISTRAL;
            case DEEPSEEK ->
                    base.startsWith("deepseek.v") ? VendorFormats.CHAT : PromptFormats.DEEPSEEK_R1;
            case GPT_OSS -> VendorFormats.GPT_OSS;
            case GPT, JAMBA, KIMI, PALMYRA, QWEN, GLM, GROK, GEMMA, MINIMAX, NEMOTRON ->
                    VendorFormats.CHAT;
            case UNKNOWN -> ofNoFamily(base, modelId);
        };
    }

    private static VendorCodec claude2(String base, String modelId) {
        if (base.startsWith("anthropic.claude-v1")) {
            throw retired(modelId); // it had text completions only
        }
        return VendorFormats.CLAUDE;
    }

    private static VendorCodec llama(String base) {
        if (base.startsWith("meta.llama2")) {
            return PromptFormats.LLAMA_2;
        }
        if (base.startsWith("meta.llama4")) {
            return PromptFormats.LLAMA_4;
        }
        return LLAMA_VISION.matcher(base).matches()
                ? PromptFormats.LLAMA_3_VISION
                : PromptFormats.LLAMA_3;
    }

    private static @Nullable VendorCodec ofNoFamily(String base, String modelId) {
        if (RETIRED.matcher(base).matches()) {
            throw retired(modelId);
        }
        return CHAT_VENDORS.matcher(base).matches() ? VendorFormats.CHAT : null;
    }

    private static ValidationException retired(String modelId) {
        return new ValidationException(
                "not sent: Bedrock has retired this model, and its native format is no longer"
                        + " supported",
                ErrorDetails.NONE
                        .withModelId(modelId)
                        .withRemedy(
                                "Choose a model that Bedrock serves: bedrock.models() lists"
                                        + " them."));
    }
}
