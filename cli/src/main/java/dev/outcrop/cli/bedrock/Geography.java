package dev.outcrop.cli.bedrock;

import dev.outcrop.catalog.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which inference profiles a region can call, and which models cannot be called without one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html">
 *     inference profiles</a>
 */
final class Geography {
    /** The beginnings of the regions that can call profiles with a prefix. */
    private static final Map<String, List<String>> CALLERS =
            Map.of(
                    "us", List.of("us-", "ca-"),
                    "us-gov", List.of("us-gov-"),
                    "ca", List.of("ca-"),
                    "eu", List.of("eu-"),
                    "apac", List.of("ap-"),
                    "jp", List.of("ap-northeast-1", "ap-northeast-3"),
                    "au", List.of("ap-southeast-2", "ap-southeast-4", "ap-southeast-6"),
                    "sa", List.of("sa-"),
                    "in", List.of("ap-south-"));

    /** Models without on-demand throughput: the newest generation of each vendor. */
    private static final Pattern PROFILE_ONLY =
            Pattern.compile(
                    "anthropic\\.claude-(3-7|(opus|sonnet|haiku|fable)-\\d).*"
                            + "|amazon\\.nova-(2-|premier).*"
                            + "|meta\\.(llama3-2|llama4).*"
                            + "|deepseek\\.r1.*"
                            + "|writer\\.palmyra-x.*"
                            + "|mistral\\.pixtral-large.*");

    private Geography() {}

    static boolean needsProfile(String base) {
        return PROFILE_ONLY.matcher(base).matches();
    }

    /** Returns whether a region can call profiles with this prefix; true if it is unknown. */
    static boolean canCall(String region, String prefix) {
        List<String> callers = CALLERS.get(prefix);
        boolean gov = region.startsWith("us-gov-");
        return callers == null
                ? !gov
                : callers.stream().anyMatch(region::startsWith) && (gov == prefix.equals("us-gov"));
    }

    /** Returns the id of the profile of the region's own geography; null if there is none. */
    static @Nullable String profile(String base, String region, Catalog catalog) {
        List<String> listed = catalog.profiles(base);
        for (String prefix : prefixes(region)) {
            if (listed.contains(prefix)) {
                return prefix + "." + base;
            }
        }
        return null;
    }

    private static List<String> prefixes(String region) {
        return switch (region) {
            case "ap-northeast-1", "ap-northeast-3" -> List.of("jp", "apac");
            case "ap-southeast-2", "ap-southeast-4", "ap-southeast-6" -> List.of("au", "apac");
            case "ap-south-1", "ap-south-2" -> List.of("in", "apac");
            default -> {
                if (region.startsWith("us-gov-")) {
                    yield List.of("us-gov");
                }
                if (region.startsWith("us-")) {
                    yield List.of("us");
                }
                if (region.startsWith("ca-")) {
                    yield List.of("ca", "us");
                }
                if (region.startsWith("eu-")) {
                    yield List.of("eu");
                }
                yield region.startsWith("ap-") ? List.of("apac") : List.of();
            }
        };
    }
}
