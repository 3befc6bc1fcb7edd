package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/** The reasoning content that a model accepts in the history. */
enum ReasoningRules {
    ANY,
    /** Blocks with a signature, and redacted ones. */
    SIGNED;

    static final RuleTable<ReasoningRules> TABLE =
            RuleTable.of("reasoning content", ANY, "no report of a refusal")
                    .with(Models.of(NOVA, NOVA_2, TITAN, LLAMA, MISTRAL, QWEN, PALMYRA, COHERE_COMMAND, COHERE_COMMAND_R, JAMBA, DEEPSEEK, GPT_OSS, GPT, KIMI, GLM, GROK, GEMMA, MINIMAX, NEMOTRON), ANY, "no report of a refusal")
                    .with(
                            Models.CLAUDE,
                            SIGNED,
                            "Anthropic, \"Extended thinking\": blocks are verified by their"
                                    + " signature");
}
