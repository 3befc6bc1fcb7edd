package dev.outcrop.local.internal.service;

import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import java.util.regex.Pattern;

/**
 * Which models the endpoint {@code bedrock-mantle} has, and over which APIs. The messages are those
 * of reports of live calls: big-AGI 1167, opencode 43514, chatlas 419.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/models-api-compatibility.html">API
 *     compatibility</a>
 */
final class MantleModels {
    /** Families that only Bedrock Runtime has. */
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(ai21|amazon|cohere|luma|meta|stability|twelvelabs)\\..*"
                            + "|anthropic\\.claude-(v|instant|3).*");

    private static final Pattern MESSAGES = Pattern.compile("anthropic\\..*");

    /** OpenAI's own models, without the open ones: only Responses, below {@code /openai}. */
    private static final Pattern RESPONSES_ONLY = Pattern.compile("openai\\.(?!gpt-oss-).*");

    private static final Pattern CHAT_ONLY = Pattern.compile("qwen\\..*|google\\.gemma-3-.*");

    private MantleModels() {}

    /** Rejects a model that the endpoint does not have, over any API. */
    static void exists(String modelId) {
        boolean isProfile = !Catalog.bare(modelId).equals(modelId);
        if (isProfile || ELSEWHERE.matcher(modelId).matches()) {
            throw missing(modelId);
        }
    }

    /**
     * Rejects a model that is not served over this API.
     *
     * @param path of the request
     */
    static void api(String asked, Operation operation, String path) {
        String modelId = Catalog.bare(asked);
        if (modelId.startsWith("local.")) {
            return;
        }
        boolean has =
                switch (operation) {
                    case CHAT_COMPLETIONS ->
                            !MESSAGES.matcher(modelId).matches()
                                    && !RESPONSES_ONLY.matcher(modelId).matches();
                    case RESPONSES ->
                            !MESSAGES.matcher(modelId).matches()
                                    && !CHAT_ONLY.matcher(modelId).matches()
                                    && (path.startsWith("/openai/")
                                            || !RESPONSES_ONLY.matcher(modelId).matches());
                    default -> MESSAGES.matcher(modelId).matches();
                };
        if (!has) {
            throw ServiceError.ofVendor(
                    "validation_error",
                    400,
                    "The model '" + asked + "' does not support the '" + name(operation) + "' API");
        }
    }

    /** Returns the error for a model that does not exist. */
    static ServiceError missing(String modelId) {
        return ServiceError.ofVendor(
                "not_found_error", 404, "The model '" + modelId + "' does not exist");
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case CHAT_COMPLETIONS -> "/v1/chat/completions";
            case RESPONSES -> "/v1/responses";
            default -> "/v1/messages";
        };
    }
}
