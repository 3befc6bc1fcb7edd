package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * Whether a model refuses its own thinking if the system prompt, the tools or the messages before
 * it are not those that it was produced with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-thinking-block-binding.html">
 *     preserved thinking</a>
 */
public final class PreservedThinkingRules {
    static final RuleTable<Boolean> TABLE =
            RuleTable.of("preserved thinking", false, "only Claude Fable is known to check it")
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    QWEN,
                                    PALMYRA,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    KIMI,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            false,
                            "no report of a check")
                    .with(
                            Models.CLAUDE,
                            false,
                            "AWS, \"Preserved thinking\": other models do not run the check")
                    .with(
                            Models.CLAUDE.named("fable").from(5, 1),
                            true,
                            "AWS, \"Preserved thinking\": Fable 5.1 runs the check; Anthropic,"
                                    + " \"What's new in Claude Fable 5.2\"")
                    .with(
                            Models.CLAUDE.named("mythos").from(5, 2),
                            true,
                            "Anthropic, \"What's new in Claude Fable 5.2\": the same for Mythos"
                                    + " 5.2");

    private PreservedThinkingRules() {}

    /** Whether the model checks what came before its thinking. */
    public static boolean apply(ModelName model) {
        return TABLE.of(model);
    }
}
