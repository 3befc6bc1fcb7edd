package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

/**
 * OpenAI's Responses API, without state on the server: the whole conversation is sent each time,
 * thinking included, and the server is asked to store nothing.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">Responses</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html">Responses
 *     on Bedrock</a>
 */
public final class OpenAiResponses implements VendorCodec {
    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        return ResponsesRequest.of(request, streaming);
    }

    @Override
    public Turn turn(Json.Obj body) {
        return ResponsesAnswer.turn(body);
    }

    @Override
    public Json.Obj response(Turn turn) {
        return ResponsesAnswer.response(turn);
    }

    @Override
    public Pieces pieces() {
        return new ResponsesStream();
    }
}
