package dev.outcrop.local.internal.validation;

import dev.outcrop.local.wire.ServiceError;

import java.util.regex.Pattern;

/**
 * Checks model ids: accepts those of a known provider, with or without the prefix of an inference
 * profile, Bedrock's ARNs, and custom {@code local.} ids. After a colon there must be a version
 * number: a mistyped {@code v1:O} is rejected, as on AWS.
 */
public final class ModelIds {
    private static final int LONGEST = 2_048;

    private static final Pattern ID =
            Pattern.compile(
                    "((us|us-gov|eu|apac|au|ca|jp|sa|global)\\.)?"
                            + "(ai21|amazon|anthropic|cohere|deepseek|google|local|luma|meta|minimax"
                            + "|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs"
                            + "|writer|zai)"
                            + "\\.[a-z0-9][a-z0-9.-]*(:[0-9]+(:[0-9a-z]+)?)?");

    private static final Pattern ARN =
            Pattern.compile(
                    "arn:aws(-[^:]+)?:(bedrock:[a-z0-9-]{1,20}:([0-9]{12})?:(custom-model"
                            + "|custom-model-deployment|foundation-model|imported-model"
                            + "|provisioned-model|inference-profile|application-inference-profile"
                            + "|prompt|prompt-router|default-prompt-router)"
                            + "|sagemaker:[a-z0-9-]+:[0-9]{12}:endpoint)/[a-zA-Z0-9.:/-]+");

    private ModelIds() {}

    public static void check(String modelId) {
        boolean known =
                modelId.length() <= LONGEST
                        && (ID.matcher(modelId).matches() || ARN.matcher(modelId).matches());
        if (!known) {
            throw ServiceError.validation("The provided model identifier is invalid.");
        }
    }
}
