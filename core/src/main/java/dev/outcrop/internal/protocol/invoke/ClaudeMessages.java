package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

/**
 * Anthropic's Messages API as supported by Bedrock: the version is in the body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">
 *     Messages, request and response</a>
 */
record ClaudeMessages(VendorCodec messages) implements VendorCodec {
    private static final Json VERSION = Json.of("bedrock-2023-05-31");

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        Json.Obj body = messages.request(request, streaming);
        return body.get("anthropic_version") == null
                ? body.with("anthropic_version", VERSION)
                : body;
    }

    @Override
    public Turn turn(Json.Obj body) {
        // a guardrail that blocks a call answers in the model's place, without a stop reason
        return messages.turn(
                InvocationMetrics.intervened(body) && body.string("stop_reason") == null
                        ? body.with("stop_reason", Json.of("guardrail_intervened"))
                        : body);
    }

    @Override
    public Json.Obj response(Turn turn) {
        return messages.response(turn);
    }

    @Override
    public Pieces pieces() {
        return messages.pieces();
    }
}
