package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

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

    private static final String STOP_REASONS =
            "Anthropic, \"Handling stop reasons\": model_context_window_exceeded from Sonnet 4.5 on;"
                    + " before, prompt and max_tokens together must not exceed the window";

    /** Whether prompt and {@code max_tokens} together may exceed the context window. */
    static final RuleTable<Boolean> EXCEEDS =
            RuleTable.of("max_tokens beyond the context window", false, STOP_REASONS)
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
                            false,
                            STOP_REASONS)
                    .with(Models.CLAUDE, false, STOP_REASONS)
                    .with(Models.CLAUDE.from(4, 5), true, STOP_REASONS);

    private static final int LEAST = 4_096;
    private static final int USUAL_WINDOW = 200_000;

    private MaxTokens() {}

    /**
     * Returns a number that the model accepts with this prompt.
     *
     * @param most the model's limit; null to take the one of its version
     * @param window its context window; null for the usual one
     * @param prompt about how many tokens the prompt has
     */
    public static int of(
            ModelName model, @Nullable Integer most, @Nullable Integer window, long prompt) {
        int limit = most == null ? of(model) : most;
        if (EXCEEDS.of(model)) {
            return limit;
        }
        long room = (window == null ? USUAL_WINDOW : window) - prompt;
        return (int) Math.min(limit, Math.max(LEAST, room));
    }

    private static int of(ModelName model) {
        return TABLE.of(model);
    }
}
