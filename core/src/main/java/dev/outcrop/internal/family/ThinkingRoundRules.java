package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * Whether a model with a thinking budget refuses to continue tool calls that were made without its
 * thinking.
 */
public final class ThinkingRoundRules {
    static final RuleTable<Boolean> TABLE =
            RuleTable.of("thinking in a tool round", false, "no report of a refusal")
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
                            "no report of a refusal")
                    .with(
                            Models.CLAUDE,
                            true,
                            "anomalyco/opencode#3077 on Bedrock: \"When `thinking` is enabled, a"
                                    + " final `assistant` message must start with a thinking block\"");

    private ThinkingRoundRules() {}

    /** Whether the model requires its thinking before the calls. */
    public static boolean apply(ModelName model) {
        return TABLE.of(model);
    }
}
