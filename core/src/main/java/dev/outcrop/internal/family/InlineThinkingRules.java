package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * The tag in which a model writes its thinking at the beginning of its text, over Converse and in a
 * format with blocks of its own. Formats of one text have their tags in the format.
 *
 * @param tag the name of the tag; empty for a model that returns thinking as blocks, or not at all
 */
public record InlineThinkingRules(String tag) {
    private static final InlineThinkingRules NONE = new InlineThinkingRules("");
    private static final String BLOCKS = "reasoningContent of Converse, or no thinking: recorded";

    static final RuleTable<InlineThinkingRules> TABLE =
            RuleTable.of("inline thinking", NONE, "a tag may be part of what a model was asked for")
                    .with(
                            Models.of(
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
                            NONE,
                            BLOCKS)
                    .with(Models.CLAUDE, NONE, BLOCKS)
                    .with(
                            Models.of(NOVA),
                            new InlineThinkingRules("thinking"),
                            "recorded: Nova Micro, Lite and Pro with tools;"
                                    + " langchain-ai/langchain-aws#1111 (June 2026)");

    /** Returns the tag of a model; empty if it has none. */
    public static String tag(ModelName model) {
        return TABLE.of(model).tag();
    }
}
