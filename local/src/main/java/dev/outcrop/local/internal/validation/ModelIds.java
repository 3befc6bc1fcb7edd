package dev.outcrop.local.internal.validation;

import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks model ids: accepts those of the catalog, with or without the prefix of an inference
 * profile, Bedrock's ARNs, custom {@code local.} ids, and those that the emulator was configured
 * with. Any other id is rejected, as on AWS: a mistyped {@code v1:O}, a model that does not exist.
 */
public final class ModelIds {
    private static final int LONGEST = 2_048;

    private static final Pattern LOCAL = Pattern.compile("local\\.[a-z0-9][a-z0-9.-]*(:[0-9]+)?");

    /** The context window of a model that is provisioned: {@code v1:0:200k}. */
    private static final Pattern CONTEXT_WINDOW = Pattern.compile("(?<=:[0-9]):([0-9]+k|mm)$");

    private static final Pattern ARN =
            Pattern.compile(
                    "arn:aws(-[^:]+)?:(bedrock:[a-z0-9-]{1,20}:([0-9]{12})?:(custom-model"
                            + "|custom-model-deployment|foundation-model|imported-model"
                            + "|provisioned-model|inference-profile|application-inference-profile"
                            + "|prompt|prompt-router|default-prompt-router)"
                            + "|sagemaker:[a-z0-9-]+:[0-9]{12}:endpoint)/[a-zA-Z0-9.:/-]+");

    /** ARNs that end in the id of a model or of an inference profile that AWS defines. */
    private static final Pattern NAMES_ITS_MODEL =
            Pattern.compile("arn:[^/]*:(foundation-model|inference-profile)/.*");

    private ModelIds() {}

    public static void check(String modelId) {
        check(modelId, Set.of());
    }

    /**
     * Checks an id.
     *
     * @param more ids that are accepted too, without the prefixes of inference profiles
     */
    public static void check(String modelId, Set<String> more) {
        boolean isArn =
                modelId.length() <= LONGEST
                        && ARN.matcher(modelId).matches()
                        && !NAMES_ITS_MODEL.matcher(modelId).matches();
        if (!isArn && (modelId.length() > LONGEST || !isKnown(modelId, more))) {
            throw ServiceError.validation("The provided model identifier is invalid.");
        }
    }

    private static boolean isKnown(String modelId, Set<String> more) {
        if (modelId.startsWith("arn:") && !ARN.matcher(modelId).matches()) {
            return false;
        }
        String bare = Catalog.bare(modelId);
        return more.contains(modelId)
                || more.contains(bare)
                || LOCAL.matcher(modelId).matches()
                || Catalog.model(CONTEXT_WINDOW.matcher(bare).replaceFirst("")) != null;
    }
}
