package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.wire.ServiceError;

import java.util.regex.Pattern;

/** Requests that a model does not support. */
final class ModelRules {
    private static final Pattern WITHOUT_TOOLS =
            Pattern.compile(
                    "amazon\\.titan-.*|ai21\\.j(2|amba-instruct)-.*|anthropic\\.claude-(v|instant).*"
                            + "|cohere\\.command-(text|light).*|meta\\.llama(2|3-2-[13]b|3-[0-9]+b)-.*"
                            + "|mistral\\.(mistral-7b|mixtral).*");

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

    static void converse(String modelId, Json.Obj body) {
        if (body.get("toolConfig") instanceof Json.Obj
                && WITHOUT_TOOLS.matcher(Catalog.bare(modelId)).matches()) {
            throw ServiceError.validation("This model doesn't support tool use.");
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
