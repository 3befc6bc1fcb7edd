package dev.outcrop.it.contract;

import dev.outcrop.Protocol;

import org.jspecify.annotations.Nullable;

/**
 * A model, and the API that it is asked by.
 *
 * @param whole Bedrock's name of the operation that answers at once
 * @param streamed Bedrock's name of the operation that streams
 * @param member a member that each whole answer has at its top
 * @param tools whether the format has a place for tools; null where only the library knows it
 */
record Backend(
        Protocol protocol,
        String modelId,
        String whole,
        String streamed,
        String member,
        @Nullable Boolean tools) {
    static Backend converse(String modelId) {
        return new Backend(
                Protocol.CONVERSE, modelId, "Converse", "ConverseStream", "output", true);
    }

    static Backend invokeModel(String modelId, String member, @Nullable Boolean tools) {
        return new Backend(
                Protocol.INVOKE_MODEL,
                modelId,
                "InvokeModel",
                "InvokeModelWithResponseStream",
                member,
                tools);
    }

    @Override
    public String toString() {
        return protocol + " of " + modelId;
    }
}
