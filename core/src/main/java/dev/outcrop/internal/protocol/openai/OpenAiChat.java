package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

/**
 * OpenAI's Chat Completions API, which many other servers support.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">Chat Completions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html">
 *     Chat Completions on Bedrock</a>
 */
public final class OpenAiChat implements VendorCodec {
    private final boolean tagged;

    /** Creates a codec with thinking in a separate member, as on servers of this API. */
    public OpenAiChat() {
        this(false);
    }

    private OpenAiChat(boolean tagged) {
        this.tagged = tagged;
    }

    /**
     * Returns a codec with thinking between {@code <reasoning>} tags in the text, as in
     * InvokeModel.
     */
    public static OpenAiChat withTaggedThinking() {
        return new OpenAiChat(true);
    }

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        return ChatRequest.of(request, streaming);
    }

    @Override
    public Turn turn(Json.Obj body) {
        return new ChatAnswer(tagged).turn(body);
    }

    @Override
    public Json.Obj response(Turn turn) {
        return ChatAnswer.response(turn);
    }

    @Override
    public Pieces pieces() {
        return new ChatStream(tagged);
    }
}
