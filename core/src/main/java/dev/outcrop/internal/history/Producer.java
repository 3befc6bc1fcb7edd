package dev.outcrop.internal.history;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * The model that produced a block of thinking.
 *
 * @param modelId what was called: a model id, an inference profile, or an ARN
 * @param base the foundation model, without profile prefix; null if it is not known
 * @param server the host of another server than Bedrock; null for Bedrock, or if it is not known
 */
public record Producer(String modelId, @Nullable String base, @Nullable String server) {
    /** Returns the producer of a model of which more may be known than its id. */
    public static Producer of(String modelId, ModelName name, @Nullable String server) {
        return new Producer(modelId, name.withoutContextWindow(), server);
    }

    private static Producer of(String modelId, @Nullable String base, @Nullable String server) {
        return base == null
                ? of(modelId, ModelName.of(modelId), server)
                : new Producer(modelId, base, server);
    }

    /** Returns the producer of a turn that records only its model. */
    static Producer of(String modelId) {
        return of(modelId, (String) null, null);
    }

    /** Whether both are the same model, perhaps through different inference profiles. */
    public boolean isSame(Producer other) {
        boolean sameServer = server == null || other.server == null || server.equals(other.server);
        return sameServer
                && (modelId.equals(other.modelId) || (base != null && base.equals(other.base)));
    }

    Json.Obj json() {
        Json.Obj json = Json.EMPTY.with("modelId", Json.of(modelId));
        if (base != null && !base.equals(of(modelId).base)) {
            json = json.with("baseModelId", Json.of(base));
        }
        return server == null ? json : json.with("server", Json.of(server));
    }

    static @Nullable Producer read(Json.Obj json) {
        String modelId = json.string("modelId");
        return modelId == null
                ? null
                : of(modelId, json.string("baseModelId"), json.string("server"));
    }
}
