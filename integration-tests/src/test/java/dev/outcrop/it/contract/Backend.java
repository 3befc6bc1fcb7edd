package dev.outcrop.it.contract;

import dev.outcrop.Protocol;

/**
 * A model, and the API that it is asked by.
 *
 * @param whole Bedrock's name of the operation that answers at once
 * @param streamed Bedrock's name of the operation that streams
 * @param member a member that each whole answer has at its top
 */
record Backend(Protocol protocol, String modelId, String whole, String streamed, String member) {
    static Backend converse(String modelId) {
        return new Backend(Protocol.CONVERSE, modelId, "Converse", "ConverseStream", "output");
    }

    static Backend invokeModel(String modelId, String member) {
        return new Backend(
                Protocol.INVOKE_MODEL,
                modelId,
                "InvokeModel",
                "InvokeModelWithResponseStream",
                member);
    }

    @Override
    public String toString() {
        return protocol + " of " + modelId;
    }
}
