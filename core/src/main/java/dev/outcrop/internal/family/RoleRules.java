package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

/**
 * The order of roles that a model accepts.
 *
 * @param assistantBegins whether the conversation may begin with the assistant
 * @param continuesAssistant whether the conversation may end with the assistant
 * @param repeatsRoles whether two messages in a row may have the same role
 */
record RoleRules(boolean assistantBegins, boolean continuesAssistant, boolean repeatsRoles) {
    private static final String VERIFIED =
            "pydantic-ai, verified in us-east-1 on 2026-07-03: all but Anthropic and Qwen refuse an"
                    + " assistant at the beginning";
    private static final RoleRules USER_FIRST = new RoleRules(false, true, false);
    private static final RoleRules ANY_FIRST = new RoleRules(true, true, false);

    static final RuleTable<RoleRules> TABLE =
            RuleTable.of("roles", USER_FIRST, VERIFIED)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            USER_FIRST,
                            VERIFIED)
                    .with(Models.of(QWEN), ANY_FIRST, VERIFIED)
                    .with(
                            Models.of(TITAN),
                            new RoleRules(false, true, true),
                            "recorded: amazon.titan-text-express-v1 answers two user messages in a"
                                    + " row")
                    .with(Models.CLAUDE, ANY_FIRST, VERIFIED)
                    .with(
                            Models.CLAUDE.from(4, 6),
                            new RoleRules(true, false, false),
                            "Anthropic, \"What's new in Claude 4.6\", prefill removal;"
                                    + " strands-agents/harness-sdk#1694 for Bedrock");
}
