package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.anthropic.AnthropicMessages;
import dev.outcrop.internal.protocol.openai.OpenAiChat;
import dev.outcrop.internal.protocol.vendor.VendorCodec;

import org.jspecify.annotations.Nullable;

/** The native formats that are a vendor's own API. */
public final class VendorFormats {
    static final VendorCodec CLAUDE = new ClaudeMessages(new AnthropicMessages());

    static final VendorCodec CHAT = new OpenAiChat();

    static final VendorCodec GPT_OSS = OpenAiChat.withTaggedThinking();

    public static final VendorCodec MISTRAL = new MistralChat(CHAT);

    private VendorFormats() {}

    /** Returns the name for members of this format only; null if it has no more than Converse. */
    static @Nullable String own(VendorCodec dialect) {
        return switch (dialect) {
            case ClaudeMessages ignored -> VendorBlocks.ANTHROPIC;
            case OpenAiChat ignored -> VendorBlocks.OPENAI_CHAT;
            case MistralChat ignored -> VendorBlocks.OPENAI_CHAT;
            default -> null;
        };
    }
}
