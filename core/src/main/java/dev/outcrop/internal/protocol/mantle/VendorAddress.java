package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.protocol.anthropic.AnthropicMessages;
import dev.outcrop.internal.protocol.openai.OpenAiChat;
import dev.outcrop.internal.protocol.openai.OpenAiResponses;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

/**
 * The service, API and path for a model.
 *
 * @param service the service of the endpoint
 * @param base the prefix of the API's paths, such as {@code /anthropic/v1}; {@code {model}} in it
 *     is the model
 * @param server how another server differs; null for Bedrock
 */
public record VendorAddress(
        Service service, VendorApi api, String base, @Nullable ServerRules server) {
    private static final VendorCodec MESSAGES = new AnthropicMessages();
    private static final VendorCodec CHAT_COMPLETIONS = new OpenAiChat();
    private static final VendorCodec RESPONSES = new OpenAiResponses();

    /** An address of Bedrock. */
    public VendorAddress(Service service, VendorApi api, String base) {
        this(service, api, base, null);
    }

    /**
     * Returns the path of a request.
     *
     * @param operation what follows the path of the API, such as {@code /count_tokens}
     */
    String path(String modelId, String operation) {
        String prefix =
                base.contains("{model}")
                        ? base.replace("{model}", ModelPath.segment(ModelPath.checked(modelId)))
                        : base;
        String path =
                prefix
                        + switch (api) {
                            case MESSAGES -> "/messages";
                            case CHAT_COMPLETIONS -> "/chat/completions";
                            case RESPONSES -> "/responses";
                        }
                        + operation;
        return server == null || server.query().isEmpty() ? path : path + "?" + server.query();
    }

    /** The name for members of this API only. */
    String own() {
        return switch (api) {
            case MESSAGES -> VendorBlocks.ANTHROPIC;
            case CHAT_COMPLETIONS -> VendorBlocks.OPENAI_CHAT;
            case RESPONSES -> VendorBlocks.OPENAI_RESPONSES;
        };
    }

    /** The same API, as rules of models name it. */
    Api sharedApi() {
        return switch (api) {
            case MESSAGES -> Api.MESSAGES;
            case CHAT_COMPLETIONS -> Api.CHAT_COMPLETIONS;
            case RESPONSES -> Api.RESPONSES;
        };
    }

    VendorCodec dialect() {
        return switch (api) {
            case MESSAGES -> MESSAGES;
            case CHAT_COMPLETIONS ->
                    server == null ? CHAT_COMPLETIONS : new ServerCodec(CHAT_COMPLETIONS, server);
            case RESPONSES -> RESPONSES;
        };
    }
}
