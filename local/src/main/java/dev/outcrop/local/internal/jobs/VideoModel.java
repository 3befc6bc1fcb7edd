package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.nio.file.Path;

/** A model that makes videos, which are written to a bucket. Stateless. */
interface VideoModel {
    /**
     * Checks the input of a model.
     *
     * @throws ServiceError if it is not valid
     */
    void check(Json.Obj input);

    /**
     * Writes the results.
     *
     * @param input that passed the check
     * @param folder of the results; it may not exist
     * @param uri of the folder, as the results name it
     */
    void write(Json.Obj input, Path folder, String uri) throws IOException;

    /**
     * Returns the model of an id.
     *
     * @throws ServiceError if the model is not invoked asynchronously, or is not emulated
     */
    static VideoModel of(String bareModelId) {
        if (bareModelId.startsWith("amazon.nova-reel-")) {
            return new NovaReel(bareModelId);
        }
        if (bareModelId.startsWith("luma.ray-")) {
            return new LumaRay();
        }
        throw ServiceError.validation(
                "The local Bedrock does not emulate the asynchronous invocation of this model.");
    }
}
