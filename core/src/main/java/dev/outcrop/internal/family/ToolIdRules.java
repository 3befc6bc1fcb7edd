package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/**
 * The ids of tool calls that a model accepts.
 *
 * @param signs the characters that ids may contain besides letters and digits
 * @param shortest the fewest characters of an id
 * @param longest the most characters of an id
 */
public record ToolIdRules(String signs, int shortest, int longest) {
    private static final ToolIdRules BEDROCK = new ToolIdRules("_.:-", 1, 64);

    private static final String PATTERN = "ToolUseId of Bedrock's service model";

    static final RuleTable<ToolIdRules> TABLE =
            RuleTable.of("tool ids", BEDROCK, PATTERN)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
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
                            BEDROCK,
                            PATTERN)
                    .with(
                            Models.of(MISTRAL),
                            new ToolIdRules("", 9, 9),
                            "\"must be a-z, A-Z, 0-9, with a length of 9\", live over Converse:"
                                    + " anomalyco/opencode#48843; vercel/ai#11802, vercel/ai#11863")
                    .with(
                            Models.CLAUDE,
                            new ToolIdRules("_-", 1, 64),
                            "Anthropic's own pattern has no . and : (anomalyco/opencode#1279)");

    /** Whether all ids have the same length, so that others are replaced by a hash. */
    public boolean isFixed() {
        return shortest == longest;
    }
}
