package dev.outcrop.it.contract;

import dev.outcrop.Model;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

/**
 * A model, and the API that it is asked by.
 *
 * @param api which of the vendors' APIs, where it is one; null for the one that the model has
 * @param whole Bedrock's name of the operation that answers at once
 * @param streamed Bedrock's name of the operation that streams
 * @param member a member that each whole answer has at its top
 * @param tools whether the format has a place for tools
 */
record Backend(
        Protocol protocol,
        @Nullable VendorApi api,
        String modelId,
        String whole,
        String streamed,
        String member,
        boolean tools) {
    static Backend converse(String modelId) {
        return new Backend(
                Protocol.CONVERSE, null, modelId, "Converse", "ConverseStream", "output", true);
    }

    static Backend invokeModel(String modelId, String member, boolean tools) {
        return new Backend(
                Protocol.INVOKE_MODEL,
                null,
                modelId,
                "InvokeModel",
                "InvokeModelWithResponseStream",
                member,
                tools);
    }

    static Backend vendor(VendorApi api, String modelId, String member) {
        String operation = api.toString();
        return new Backend(Protocol.MANTLE, api, modelId, operation, operation, member, true);
    }

    Model in(Model model) {
        return api == null ? model.with(protocol) : model.with(api);
    }

    /** What breaks a stream of this API in the middle, saying so. */
    Step failure(String why) {
        if (api == null) {
            String payload = "{\"message\":\"" + why + "\"}";
            return new Step.SendFrame(
                    Frame.exception("modelStreamErrorException", payload), FrameDamage.NONE);
        }
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"";
        return new Step.SendBytes(Bytes.of("event: error\ndata: " + error + why + "\"}}\n\n"));
    }

    Class<? extends BedrockException> failed() {
        return api == null ? ModelException.class : ServiceException.class;
    }

    @Override
    public String toString() {
        return protocol + " of " + modelId;
    }
}
