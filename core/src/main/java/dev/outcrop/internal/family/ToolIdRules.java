package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/**
 * The ids of tool calls that a model accepts.
 *
 * @param signs the characters that ids may contain besides letters and digits
 */
record ToolIdRules(String signs) {
    private static final ToolIdRules BEDROCK = new ToolIdRules("_.:-");

    static final RuleTable<ToolIdRules> TABLE =
            RuleTable.of("tool ids", BEDROCK, "ToolUseId of Bedrock's service model")
                    .with(Models.of(NOVA, NOVA_2, TITAN, LLAMA, MISTRAL, QWEN, PALMYRA, COHERE_COMMAND, COHERE_COMMAND_R, JAMBA, DEEPSEEK, GPT_OSS, GPT, KIMI, GLM, GROK, GEMMA, MINIMAX, NEMOTRON), BEDROCK, "ToolUseId of Bedrock's service model")
                    .with(
                            Models.CLAUDE,
                            new ToolIdRules("_-"),
                            "Anthropic's own pattern has no . and : (anomalyco/opencode#1279)");
}
