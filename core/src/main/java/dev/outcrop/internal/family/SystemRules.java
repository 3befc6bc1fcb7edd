package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/** Where a model accepts system messages. */
public enum SystemRules {
    /** Only before the conversation. */
    FRONT,
    /** Also in the middle, after a user message. */
    IN_PLACE,
    /** Nowhere over Converse. */
    UNSUPPORTED;

    private static final String REFUSED =
            "\"This model doesn't support system messages.\" (danny-avila/LibreChat#6456,"
                    + " Mintplex-Labs/anything-llm#2486, instructor-ai/instructor#1753)";

    static final RuleTable<SystemRules> TABLE =
            RuleTable.of("system messages", FRONT, "Converse has a system prompt")
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    LLAMA,
                                    MISTRAL,
                                    QWEN,
                                    PALMYRA,
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
                            FRONT,
                            "Converse has a system prompt")
                    .with(Models.of(MISTRAL).named("7b", "8x7b"), UNSUPPORTED, REFUSED)
                    .with(Models.of(TITAN, COHERE_COMMAND), UNSUPPORTED, REFUSED)
                    .with(Models.CLAUDE, FRONT, "Anthropic's Messages API has a system prompt")
                    .with(
                            Models.CLAUDE.from(4, 8),
                            IN_PLACE,
                            "recorded: Opus 4.8 answers a system message after a user message");

    /** Returns where a model accepts system messages. */
    public static SystemRules of(ModelName model) {
        return TABLE.of(model);
    }
}
