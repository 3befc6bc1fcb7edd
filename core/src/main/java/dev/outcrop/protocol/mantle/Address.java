package dev.outcrop.protocol.mantle;

import dev.outcrop.aws.endpoint.Service;
import dev.outcrop.policy.VendorApi;
import dev.outcrop.protocol.dialect.AnthropicMessages;
import dev.outcrop.protocol.dialect.Dialect;
import dev.outcrop.protocol.dialect.OpenAiChat;
import dev.outcrop.protocol.dialect.OpenAiResponses;
import dev.outcrop.protocol.history.Foreign;

/**
 * Where a model is asked, and in which words.
 *
 * @param service whose endpoint it is below
 * @param base what the API's own paths are below, such as {@code /anthropic/v1}
 */
public record Address(Service service, VendorApi api, String base) {
    private static final Dialect MESSAGES = new AnthropicMessages();
    private static final Dialect CHAT_COMPLETIONS = new OpenAiChat();
    private static final Dialect RESPONSES = new OpenAiResponses();

    String path() {
        return base
                + switch (api) {
                    case MESSAGES -> "/messages";
                    case CHAT_COMPLETIONS -> "/chat/completions";
                    case RESPONSES -> "/responses";
                };
    }

    /** The name of what only this API can say. */
    String own() {
        return switch (api) {
            case MESSAGES -> Foreign.ANTHROPIC;
            case CHAT_COMPLETIONS -> Foreign.OPENAI_CHAT;
            case RESPONSES -> Foreign.OPENAI_RESPONSES;
        };
    }

    Dialect dialect() {
        return switch (api) {
            case MESSAGES -> MESSAGES;
            case CHAT_COMPLETIONS -> CHAT_COMPLETIONS;
            case RESPONSES -> RESPONSES;
        };
    }
}
