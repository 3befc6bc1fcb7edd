package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * The names of tools that a model can call.
 *
 * @param signs the characters that names may contain besides letters and digits
 * @param longest the most characters of a name
 */
public record ToolNameRules(String signs, int longest) {
    private static final String PATTERN = "ToolName of Bedrock's service model";

    private static final ToolNameRules BEDROCK = new ToolNameRules("_-", 64);

    static final RuleTable<ToolNameRules> TABLE =
            RuleTable.of("tool names", BEDROCK, PATTERN)
                    .with(Models.CLAUDE, BEDROCK, PATTERN)
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
                            BEDROCK,
                            PATTERN)
                    .with(
                            Models.of(NOVA),
                            new ToolNameRules("_", 64),
                            "SEMOSS/Semoss#2892, live calls: each call of a tool with a hyphen in"
                                    + " its name is a ModelErrorException;"
                                    + " lastmile-ai/mcp-agent#126");

    /** Returns the rules of a model. */
    public static ToolNameRules of(ModelName model) {
        return TABLE.of(model);
    }
}
