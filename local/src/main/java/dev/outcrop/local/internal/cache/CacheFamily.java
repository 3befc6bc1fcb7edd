package dev.outcrop.local.internal.cache;

import dev.outcrop.local.wire.ServiceError;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cache point support of a model family.
 *
 * @param minimum the minimum number of tokens of a cached prefix
 * @param tools whether tools can have a cache point
 * @param oneHour whether a cache point can have a lifetime of an hour
 * @param lookBack how many blocks before a cache point are searched for a cached prefix
 * @param details whether usage distinguishes writes by their lifetime
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">prompt
 *     caching</a>
 */
record CacheFamily(int minimum, boolean tools, boolean oneHour, int lookBack, boolean details) {
    private static final int LOOK_BACK = 20;
    private static final CacheFamily NOVA = new CacheFamily(1_000, false, false, 1, false);

    /** Like {@code claude-3-7-sonnet} or {@code claude-sonnet-4-5}, up to the date. */
    private static final Pattern CLAUDE_3 = Pattern.compile("claude-3-([57])-(haiku|sonnet)");

    private static final Pattern CLAUDE =
            Pattern.compile("claude-([a-z]+)-(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

    /**
     * Returns the family of a model.
     *
     * @throws ServiceError if the model does not support prompt caching
     */
    static CacheFamily of(String modelId) {
        if (modelId.contains("amazon.nova")) {
            return NOVA;
        }
        if (modelId.contains("application-inference-profile/") || modelId.startsWith("local.")) {
            return claude(1_024, true);
        }
        Matcher old = CLAUDE_3.matcher(modelId);
        if (old.find()) {
            return claude(old.group(2).equals("haiku") ? 2_048 : 1_024, false);
        }
        Matcher named = CLAUDE.matcher(modelId);
        if (named.find()) {
            int major = Integer.parseInt(named.group(2));
            int minor = named.group(3) == null ? 0 : Integer.parseInt(named.group(3));
            int version = major * 100 + minor;
            return claude(minimum(named.group(1), version), version >= 405);
        }
        throw ServiceError.of(
                "AccessDeniedException",
                "You invoked an unsupported model or your request did not allow prompt caching."
                        + " See the documentation for more information.");
    }

    /**
     * Returns the minimum of Claude from version 4 on.
     *
     * @param version 405 for 4.5
     * @see <a
     *     href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">Anthropic's
     *     minimums</a>
     */
    private static int minimum(String name, int version) {
        if (name.equals("sonnet")) {
            return version < 505 ? 1_024 : 512;
        }
        if (version >= 500) {
            return 512;
        }
        if (version >= 408) {
            return 1_024;
        }
        if (name.equals("opus") && version == 407) {
            return 2_048;
        }
        return version >= 405 ? 4_096 : 1_024;
    }

    private static CacheFamily claude(int minimum, boolean oneHour) {
        return new CacheFamily(minimum, true, oneHour, LOOK_BACK, true);
    }
}
