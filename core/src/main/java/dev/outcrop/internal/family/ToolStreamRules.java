package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/** Whether a model supports tools with ConverseStream. */
public final class ToolStreamRules {
    private static final String FEATURES =
            "Bedrock, \"Supported models and model features\", column \"Streaming tool use\"";

    static final RuleTable<Boolean> TABLE =
            RuleTable.of("tools in streams", true, "nothing is known: they are sent")
                    .with(Models.CLAUDE, true, FEATURES)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    MISTRAL,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    QWEN,
                                    KIMI,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON,
                                    TITAN,
                                    COHERE_COMMAND),
                            true,
                            "no report of a refusal")
                    .with(
                            Models.of(LLAMA),
                            false,
                            "\"This model doesn't support tool use in streaming mode.\":"
                                    + " earendil-works/pi#3739; "
                                    + FEATURES)
                    .with(Models.of(PALMYRA), false, "langchain-ai/langchain-aws#466; " + FEATURES);

    private ToolStreamRules() {}

    /** Whether a model supports tools with ConverseStream. */
    public static boolean streamsTools(ModelName model) {
        return TABLE.of(model);
    }
}
