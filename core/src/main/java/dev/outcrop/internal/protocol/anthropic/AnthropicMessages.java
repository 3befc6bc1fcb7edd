package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

/**
 * Anthropic's Messages API, as used by InvokeModel, bedrock-mantle and Anthropic's own servers.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">Messages</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html">
 *     Anthropic Claude Messages API</a>
 */
public final class AnthropicMessages implements VendorCodec {
    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        return AnthropicRequest.of(request, streaming);
    }

    @Override
    public Turn turn(Json.Obj body) {
        return AnthropicAnswer.turn(body);
    }

    @Override
    public Json.Obj response(Turn turn) {
        return AnthropicAnswer.response(turn);
    }

    @Override
    public Pieces pieces() {
        return new AnthropicStream();
    }
}
