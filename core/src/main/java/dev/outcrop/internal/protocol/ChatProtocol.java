package dev.outcrop.internal.protocol;

import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.CallStream;
import dev.outcrop.internal.family.Api;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

/**
 * A protocol to call a model: writes requests and reads answers. Each API of Bedrock has one. Safe
 * for any number of threads.
 */
public interface ChatProtocol {
    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws dev.outcrop.error.BedrockException if there is none
     */
    CallExecutor.Answer<Turn> call(ConverseRequest request, CallOptions options);

    /**
     * Sends a request and waits until the answer begins.
     *
     * @throws dev.outcrop.error.BedrockException if it does not
     */
    CallStream stream(ConverseRequest request, CallOptions options);

    /**
     * Counts the tokens of a request.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    long countTokens(ConverseRequest request, CallOptions options);

    /**
     * Returns the response of this API with that turn; for a stream, the response without
     * streaming.
     */
    Json.Obj response(Turn turn, CallOptions options);

    /** Returns the API that a model is called with. */
    Api api(String modelId, CallOptions options);

    /** Whether the format for a model supports this extraction method. */
    default boolean carries(Extraction.Via via, CallOptions options) {
        return true;
    }
}
