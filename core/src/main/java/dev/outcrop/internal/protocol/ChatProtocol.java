package dev.outcrop.internal.protocol;

import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.CallStream;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

/**
 * A way to ask a model: how a request is spelled, and how its answer is read. Each API of Bedrock
 * has one. Safe for any number of threads.
 */
public interface ChatProtocol {
    /**
     * Asks and waits for the whole answer.
     *
     * @throws dev.outcrop.error.BedrockException if there is none
     */
    CallExecutor.Answer<Turn> call(ConverseRequest request, CallOptions options);

    /**
     * Asks and waits until the answer begins.
     *
     * @throws dev.outcrop.error.BedrockException if it does not
     */
    CallStream stream(ConverseRequest request, CallOptions options);

    /**
     * Counts the tokens of what would be asked.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    long countTokens(ConverseRequest request, CallOptions options);

    /** The response that this API gave with that turn; of a stream, the one it would have given. */
    Json.Obj response(Turn turn, CallOptions options);

    /** Whether a model is asked in a form that has a place for this way of asking for data. */
    default boolean carries(Extraction.Via via, CallOptions options) {
        return true;
    }
}
