package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

/**
 * A model's support of cache points.
 *
 * @param minimum the minimum tokens of a cached prefix; a point after fewer is ignored
 * @param tools whether a point may be among the tools
 * @param toolResults whether a point may end a message with tool results
 * @param oneHour whether a prefix can be cached for an hour
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">prompt
 *     caching</a>
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">Anthropic's
 *     minimums</a>
 */
public record CacheRules(int minimum, boolean tools, boolean toolResults, boolean oneHour) {
    /** For an unknown model, if the caller enables caching explicitly. */
    public static final CacheRules UNKNOWN = new CacheRules(1_024, false, true, true);

    /** No support, or none that is known. */
    private static final CacheRules NONE = new CacheRules(0, false, false, false);

    private static final String BEDROCK = "Bedrock, \"Prompt caching\": table of models";
    private static final String ANTHROPIC = "Anthropic, \"Prompt caching\": minimums";

    static final RuleTable<CacheRules> TABLE =
            RuleTable.of("prompt caching", NONE, BEDROCK)
                    .with(
                            Models.of(
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
                            BEDROCK)
                    .with(
                            Models.of(NOVA, NOVA_2),
                            new CacheRules(1_000, false, false, false),
                            BEDROCK)
                    .with(Models.CLAUDE, NONE, BEDROCK)
                    .with(Models.CLAUDE.named("haiku").from(3, 5), claude(2_048, false), BEDROCK)
                    .with(Models.CLAUDE.from(3, 7), claude(1_024, false), BEDROCK)
                    .with(Models.CLAUDE.from(4, 5), claude(4_096, true), BEDROCK)
                    .with(Models.CLAUDE.named("sonnet").from(4, 5), claude(1_024, true), BEDROCK)
                    .with(Models.CLAUDE.named("opus").from(4, 7), claude(2_048, true), ANTHROPIC)
                    .with(Models.CLAUDE.from(4, 8), claude(1_024, true), ANTHROPIC)
                    .with(Models.CLAUDE.from(5, 0), claude(512, true), ANTHROPIC)
                    .with(Models.CLAUDE.named("sonnet").from(5, 0), claude(1_024, true), ANTHROPIC)
                    .with(
                            Models.CLAUDE.named("sonnet").from(5, 5),
                            claude(512, true),
                            "OpenRouter, \"Claude 5.5\" migration guide: 512 on each 5.5");

    /** Returns the rules of a model; null if it has no prompt caching, or none that is known. */
    public static @Nullable CacheRules of(ModelName model) {
        CacheRules rules = TABLE.of(model);
        return rules.minimum() == NONE.minimum() ? null : rules;
    }

    private static CacheRules claude(int minimum, boolean oneHour) {
        return new CacheRules(minimum, true, true, oneHour);
    }
}
