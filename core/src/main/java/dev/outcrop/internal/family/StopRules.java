package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/** Rules for stop sequences; {@link ParamTable} says which models have none. */
final class StopRules {
    private static final String NO_REPORT = "no report of a refusal";

    /** Whether a stop sequence may be white space only. */
    static final RuleTable<Boolean> BLANK =
            RuleTable.of("blank stop sequences", true, NO_REPORT)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    QWEN,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            true,
                            NO_REPORT)
                    .with(
                            Models.CLAUDE,
                            false,
                            "Anthropic: \"stop_sequences: each stop sequence must contain"
                                    + " non-whitespace\" (crewAI#4046)");

    private StopRules() {}
}
