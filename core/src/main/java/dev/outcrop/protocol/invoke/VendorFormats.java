package dev.outcrop.protocol.invoke;

import dev.outcrop.protocol.dialect.AnthropicMessages;
import dev.outcrop.protocol.dialect.Dialect;
import dev.outcrop.protocol.dialect.OpenAiChat;

/** The native bodies that are a vendor's own API. */
final class VendorFormats {
    static final Dialect CLAUDE = new ClaudeMessages(new AnthropicMessages());

    static final Dialect CHAT = new OpenAiChat();

    static final Dialect GPT_OSS = OpenAiChat.withTaggedThinking();

    static final Dialect MISTRAL = new MistralChat(CHAT);

    private VendorFormats() {}
}
