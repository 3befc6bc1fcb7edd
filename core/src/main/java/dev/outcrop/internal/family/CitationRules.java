package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/** Whether a model accepts a block of citations that has no text. */
final class CitationRules {
    static final RuleTable<Boolean> TABLE =
            RuleTable.of("citations without text", false, "blank text is refused by most models")
                    .with(
                            Models.of(
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
                            "these models do not return such blocks")
                    .with(
                            Models.CLAUDE,
                            false,
                            "\"text content blocks must be non-empty\" (Anthropic's Messages API)")
                    .with(
                            Models.of(NOVA, NOVA_2),
                            true,
                            "Nova's grounding returns citations after their text, in a block of"
                                    + " their own");

    private CitationRules() {}
}
