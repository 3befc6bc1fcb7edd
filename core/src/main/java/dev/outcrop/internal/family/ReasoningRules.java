package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * The thinking that a model accepts in the history. It is always its own: thinking of another model
 * is left out of the request. Many models return thinking and refuse it nevertheless.
 */
public enum ReasoningRules {
    /** None, not even the model's own. */
    NONE,
    /** Blocks with a signature, and redacted ones. */
    SIGNED,
    /** Like {@link #SIGNED}, if the block names this model as its producer. */
    SIGNED_AND_KNOWN,
    /** Text without a signature. */
    UNSIGNED,
    /** Bytes that only the model can read, and blocks in the format of the API that it has. */
    ENCRYPTED;

    private static final String FOREIGN =
            "strands-agents/sdk-python#682, badlogic/pi-mono#686: a signature is refused; leaving"
                    + " thinking out is always accepted";

    static final RuleTable<ReasoningRules> TABLE =
            RuleTable.of(
                            "reasoning content",
                            SIGNED_AND_KNOWN,
                            "who signs thinking accepts it; nothing else is known")
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
                                    KIMI,
                                    GLM,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            NONE,
                            FOREIGN)
                    .with(
                            Models.of(NOVA, NOVA_2),
                            NONE,
                            "vercel/ai#7034: \"User messages cannot contain reasoning content\";"
                                    + " the text is only [REDACTED]")
                    .with(
                            Models.of(DEEPSEEK),
                            NONE,
                            "langchain-ai/langchain-aws#401: R1 refuses its own thinking")
                    .with(
                            Models.of(DEEPSEEK).from(3, 2),
                            UNSIGNED,
                            "langchain-ai/langchain-aws#1229, strands-agents/sdk-python#682")
                    .with(
                            Models.of(GPT_OSS),
                            UNSIGNED,
                            "langchain-ai/langchain-aws#1229, strands-agents/sdk-python#682")
                    .with(
                            Models.of(GPT, GROK),
                            ENCRYPTED,
                            "BerriAI/litellm#41792: only what this very model encrypted")
                    .with(
                            Models.CLAUDE,
                            NONE,
                            "Claude before 3.7 does not think, and refuses reasoningContent")
                    .with(
                            Models.CLAUDE.from(3, 7),
                            SIGNED,
                            "Anthropic, \"Extended thinking\": blocks are verified by their"
                                    + " signature");

    /** Returns what a model accepts. */
    public static ReasoningRules of(ModelName model) {
        return TABLE.of(model);
    }
}
