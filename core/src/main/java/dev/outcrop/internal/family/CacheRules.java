package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

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

    private static final CacheRules NOVA = new CacheRules(1_000, false, false, false);

    private static final Pattern HAIKU_3_5 = Pattern.compile(".*claude-3-5-haiku.*");
    private static final Pattern OPUS_4_7 = Pattern.compile(".*claude-opus-4-7.*");
    private static final Pattern SONNET_OR_4_8 = Pattern.compile(".*claude-(sonnet-|[a-z]+-4-8).*");

    /** Returns the rules of a model; null if it has no prompt caching, or none that is known. */
    public static @Nullable CacheRules of(ModelName model) {
        String id = model.base() == null ? "" : model.base();
        return switch (model.family()) {
            case NOVA, NOVA_2 -> NOVA;
            case CLAUDE_3 -> HAIKU_3_5.matcher(id).matches() ? claude(2_048, false) : null;
            case CLAUDE_3_7, CLAUDE_4 -> claude(1_024, false);
            case CLAUDE_4_5, CLAUDE_4_6 -> claude(isSonnet(id) ? 1_024 : 4_096, true);
            case CLAUDE_OPUS_4_5 -> claude(4_096, true);
            case CLAUDE_4_7 -> claude(newest(id), true);
            case CLAUDE_2,
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
                    UNKNOWN ->
                    null;
        };
    }

    private static boolean isSonnet(String id) {
        return id.contains("claude-sonnet-");
    }

    private static int newest(String id) {
        if (OPUS_4_7.matcher(id).matches()) {
            return 2_048;
        }
        return SONNET_OR_4_8.matcher(id).matches() ? 1_024 : 512;
    }

    private static CacheRules claude(int minimum, boolean oneHour) {
        return new CacheRules(minimum, true, true, oneHour);
    }
}
