package dev.outcrop.protocol.invoke;

import dev.outcrop.protocol.dialect.AnthropicMessages;
import dev.outcrop.protocol.dialect.Dialect;
import dev.outcrop.protocol.dialect.OpenAiChat;
import dev.outcrop.protocol.history.Foreign;

import org.jspecify.annotations.Nullable;

/** The native bodies that are a vendor's own API. */
final class VendorFormats {
    static final Dialect CLAUDE = new ClaudeMessages(new AnthropicMessages());

    static final Dialect CHAT = new OpenAiChat();

    static final Dialect GPT_OSS = OpenAiChat.withTaggedThinking();

    static final Dialect MISTRAL = new MistralChat(CHAT);

    private VendorFormats() {}

    /** The name of what only this format can say; null where it says no more than Converse. */
    static @Nullable String own(Dialect dialect) {
        return switch (dialect) {
            case ClaudeMessages ignored -> Foreign.ANTHROPIC;
            case OpenAiChat ignored -> Foreign.OPENAI_CHAT;
            case MistralChat ignored -> Foreign.OPENAI_CHAT;
            default -> null;
        };
    }
}
