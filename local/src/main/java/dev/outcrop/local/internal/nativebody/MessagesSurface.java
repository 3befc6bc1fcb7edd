package dev.outcrop.local.internal.nativebody;

import java.util.Set;

/** Where a body of Anthropic's Messages API was sent. */
public enum MessagesSurface {
    /** InvokeModel, where path and headers say the model and whether the answer is streamed. */
    INVOKE_MODEL,
    /** CountTokens of Bedrock Runtime: a body of InvokeModel, which is not answered. */
    COUNT_TOKENS,
    /** The Messages API itself. */
    MESSAGES,
    /** The token count of the Messages API. */
    MESSAGES_COUNT_TOKENS;

    private static final Set<String> OF_BEDROCK =
            Set.of("anthropic_version", "anthropic_beta", "amazon-bedrock-guardrailConfig");

    private static final Set<String> OF_THE_MESSAGES_API =
            Set.of(
                    "model",
                    "stream",
                    "service_tier",
                    "container",
                    "context_management",
                    "diagnostics",
                    "fallbacks",
                    "inference_geo",
                    "mcp_servers",
                    "output_format",
                    "speed");

    /** Whether the body is Bedrock's, with a version in it. */
    boolean isOfBedrock() {
        return this == INVOKE_MODEL || this == COUNT_TOKENS;
    }

    /** Whether the tokens are only counted. */
    boolean counts() {
        return this == COUNT_TOKENS || this == MESSAGES_COUNT_TOKENS;
    }

    /** Returns the members of a body that only this surface has. */
    Set<String> ownMembers() {
        return isOfBedrock() ? OF_BEDROCK : OF_THE_MESSAGES_API;
    }
}
