package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.anthropic.AnthropicMessages;
import dev.outcrop.internal.protocol.openai.OpenAiChat;
import dev.outcrop.internal.protocol.openai.OpenAiResponses;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.settings.Protocol.VendorApi;

/**
 * The service, API and path for a model.
 *
 * @param service the service of the endpoint
 * @param base the prefix of the API's paths, such as {@code /anthropic/v1}
 */
public record VendorAddress(Service service, VendorApi api, String base) {
    private static final VendorCodec MESSAGES = new AnthropicMessages();
    private static final VendorCodec CHAT_COMPLETIONS = new OpenAiChat();
    private static final VendorCodec RESPONSES = new OpenAiResponses();

    String path() {
        return base
                + switch (api) {
                    case MESSAGES -> "/messages";
                    case CHAT_COMPLETIONS -> "/chat/completions";
                    case RESPONSES -> "/responses";
                };
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
            case CHAT_COMPLETIONS -> CHAT_COMPLETIONS;
            case RESPONSES -> RESPONSES;
        };
    }
}
