package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.internal.models.Conversations;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.wire.ServiceError;

/** Requests that a model does not support. */
final class ModelRules {
    private ModelRules() {}

    /** Rejects a bare id that can only be called through an inference profile. */
    static void onDemand(String modelId) {
        ModelFacts model = Catalog.model(modelId);
        if (model != null && !model.onDemand()) {
            throw ServiceError.validation(
                    "Invocation of model ID "
                            + modelId
                            + " with on-demand throughput isn’t supported. Retry your request with"
                            + " the ID or ARN of an inference profile that contains this model.");
        }
    }

    static void converse(String modelId, ModelName name, Json.Obj body) {
        if (!Conversations.CONVERSE.of(name)) {
            throw ServiceError.validation(
                    "This action doesn't support the model that you provided. Try again with a"
                            + " supported text or chat model.");
        }
        if (!body.array("system").isEmpty() && !Conversations.SYSTEM.of(name)) {
            throw ServiceError.validation(
                    "This model doesn't support system messages. Try again without a system"
                            + " message.");
        }
        ModelFacts model = Catalog.behind(modelId);
        long asked = body.object("inferenceConfig").integer("maxTokens", 0);
        if (model != null && model.mostOutputTokens() > 0 && asked > model.mostOutputTokens()) {
            throw ServiceError.validation(
                    "The maximum tokens you requested exceeds the model limit of "
                            + model.mostOutputTokens()
                            + ". Try again with a maximum tokens value that is lower than "
                            + model.mostOutputTokens()
                            + ".");
        }
        Json extra = body.get("additionalModelRequestFields");
        if (extra != null && !(extra instanceof Json.Obj) && !(extra instanceof Json.Null)) {
            throw ServiceError.validation(
                    "The format of the additionalModelRequestFields field is invalid. Provide a"
                            + " json object for the field and try again.");
        }
    }
}
