package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.ThinkingTags;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.message.StopReason;

import java.util.Map;

/**
 * The families whose models read and write one text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">Inference
 *     request parameters and response fields</a>
 */
final class PromptFormats {
    private static final Map<String, StopReason> STOP_OR_LENGTH =
            Map.of("stop", StopReason.END_TURN, "length", StopReason.MAX_TOKENS);

    static final VendorCodec LLAMA_2 = llama("Llama 2", ChatTemplate.Instructions.LLAMA_2);
    static final VendorCodec LLAMA_3 = llama("Llama 3", ChatTemplate.Llama.three(false));

    /** Llama 3.2 with 11 and 90 billion parameters. */
    static final VendorCodec LLAMA_3_VISION = llama("Llama 3.2", ChatTemplate.Llama.three(true));

    static final VendorCodec LLAMA_4 = llama("Llama 4", ChatTemplate.Llama.four());

    static final VendorCodec MISTRAL =
            prompt(
                    "Mistral's text completion",
                    ChatTemplate.Instructions.MISTRAL,
                    new PromptFields("max_tokens", "top_p", "stop"),
                    AnswerFields.of("outputs.0.text", "outputs.0.stop_reason", STOP_OR_LENGTH));

    /** R1, and the text completions of models that are served beside Bedrock's own. */
    static final VendorCodec DEEPSEEK_R1 =
            new PromptFormat(
                    "DeepSeek R1",
                    ChatTemplate.DeepSeek.R1,
                    new PromptFields("max_tokens", "top_p", "stop"),
                    AnswerFields.of(
                                    "choices.0.text",
                                    "choices.0.stop_reason|choices.0.finish_reason",
                                    STOP_OR_LENGTH)
                            .counted("usage.prompt_tokens", "usage.completion_tokens"),
                    ThinkingTags.THINK);

    private PromptFormats() {}

    private static VendorCodec llama(String name, ChatTemplate template) {
        return prompt(
                name,
                template,
                new PromptFields("max_gen_len", "top_p", null),
                AnswerFields.of("generation", "stop_reason", STOP_OR_LENGTH)
                        .counted("prompt_token_count", "generation_token_count"));
    }

    private static VendorCodec prompt(
            String name, ChatTemplate template, PromptFields fields, AnswerFields answer) {
        return new PromptFormat(name, template, fields, answer, ThinkingTags.NONE);
    }
}
