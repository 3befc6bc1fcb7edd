package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * The {@code max_tokens} of models that the catalog does not contain, for an API that requires it:
 * the largest number that each model of the family accepts.
 */
public final class MaxTokens {
    private static final String REQUIRED =
            "Anthropic, \"Messages\": max_tokens is required; every model accepts 4096";
    private static final String OVERVIEW = "Anthropic, \"Models overview\": max output";

    static final RuleTable<Integer> TABLE =
            RuleTable.of("max_tokens of Messages", 4_096, REQUIRED)
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
                            4_096,
                            REQUIRED)
                    .with(Models.CLAUDE, 4_096, OVERVIEW)
                    .with(Models.CLAUDE.from(3, 5), 8_192, OVERVIEW)
                    .with(Models.CLAUDE.from(3, 7), 32_000, OVERVIEW)
                    .with(Models.CLAUDE.from(4, 5), 64_000, OVERVIEW);

    private MaxTokens() {}

    /** Returns a number that the model accepts. */
    public static int of(ModelName model) {
        return TABLE.of(model);
    }
}
