package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prefixes of the geographic inference profiles that a region can call, the nearest first. The
 * profile {@code global.} is not among them.
 *
 * @param byRegion prefixes by the beginning of a region; the longest beginning applies
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html">
 *     inference profiles</a>
 */
public record ProfileRules(Map<String, List<String>> byRegion) {
    private static final String BEDROCK =
            "Bedrock, \"Supported Regions and models for inference profiles\"; Canada:"
                    + " ca.amazon.nova-lite-v1:0 and the source regions of us.anthropic.claude-*";

    private static final ProfileRules GENERAL =
            new ProfileRules(
                    Map.of(
                            "us-gov-", List.of("us-gov"),
                            "us-", List.of("us"),
                            "ca-", List.of("ca", "us"),
                            "eu-", List.of("eu"),
                            "ap-", List.of("apac")));

    /** Countries with profiles of their own. */
    private static final ProfileRules COUNTRIES_FIRST =
            GENERAL.with("ap-northeast-1", "jp", "apac")
                    .with("ap-northeast-3", "jp", "apac")
                    .with("ap-southeast-2", "au", "apac")
                    .with("ap-southeast-4", "au", "apac")
                    .with("ap-southeast-6", "au", "apac")
                    .with("ap-south-1", "in", "apac")
                    .with("ap-south-2", "in", "apac");

    /** There is no {@code apac.} for these. */
    private static final ProfileRules COUNTRIES_ONLY =
            GENERAL.with("ap-")
                    .with("ap-northeast-1", "jp")
                    .with("ap-northeast-3", "jp")
                    .with("ap-southeast-2", "au")
                    .with("ap-southeast-4", "au")
                    .with("ap-southeast-6", "au")
                    .with("ap-south-1", "in")
                    .with("ap-south-2", "in")
                    .with("ca-", "us");

    static final RuleTable<ProfileRules> TABLE =
            RuleTable.of("inference profiles", GENERAL, BEDROCK)
                    .with(
                            Models.of(
                                    NOVA,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    QWEN,
                                    PALMYRA,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            GENERAL,
                            BEDROCK)
                    .with(
                            Models.of(NOVA_2),
                            COUNTRIES_FIRST,
                            "Bedrock, model card of Nova 2 Lite: us., eu., jp., global.")
                    .with(
                            Models.of(GPT, GPT_OSS, GROK, KIMI, GLM),
                            COUNTRIES_ONLY,
                            "price data of November 2026: us., us-gov., in. and global. only")
                    .with(Models.CLAUDE, GENERAL, BEDROCK)
                    .with(
                            Models.CLAUDE.from(4, 5),
                            COUNTRIES_ONLY,
                            "aws-samples/anthropic-on-aws#270 and strands-agents/harness-sdk#2131:"
                                    + " jp. or au., no apac.; Tokyo: aws-samples/dify-aws-tool#160;"
                                    + " anomalyco/opencode#49117 (Sydney, Melbourne); New Zealand:"
                                    + " AWS blog on Auckland; in.: price data of November 2026");

    /**
     * Returns the prefix of a geographic profile through which a region can call a model, such as
     * {@code jp}; null if there is none, so that only {@code global} is left. If the catalog lists
     * profiles of the model, it is one of these.
     */
    public static @Nullable String prefix(ModelName model, String region) {
        return prefix(model, region, Catalog.standard());
    }

    static @Nullable String prefix(ModelName model, String region, Catalog catalog) {
        List<String> prefixes = TABLE.of(model).prefixes(region);
        List<String> listed = model.base() == null ? List.of() : catalog.profiles(model.base());
        for (String prefix : prefixes) {
            if (listed.isEmpty() || listed.contains(prefix)) {
                return prefix;
            }
        }
        return null;
    }

    private List<String> prefixes(String region) {
        String longest = "";
        for (String beginning : byRegion.keySet()) {
            if (region.startsWith(beginning) && beginning.length() > longest.length()) {
                longest = beginning;
            }
        }
        return byRegion.getOrDefault(longest, List.of());
    }

    private ProfileRules with(String beginning, String... prefixes) {
        var more = new LinkedHashMap<>(byRegion);
        more.put(beginning, List.of(prefixes));
        return new ProfileRules(more);
    }
}
