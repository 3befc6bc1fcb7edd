package dev.outcrop.local.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What Converse and ConverseStream refuse in a body, first fault first. */
public final class ConverseRules {
    private ConverseRules() {}

    /**
     * The body, if Bedrock would take it.
     *
     * @param body null where it was not JSON
     */
    public static Json.Obj check(String modelId, @Nullable Json body) {
        if (!(body instanceof Json.Obj object)) {
            throw new ServiceError(
                    "SerializationException", 400, "The request body is not a JSON object.");
        }
        maxTokens(object.object("inferenceConfig"));
        MessageRules.check(modelId, messages(object));
        return object;
    }

    private static List<Json> messages(Json.Obj body) {
        Json messages = body.get("messages");
        if (messages == null || messages instanceof Json.Null) {
            return List.of();
        }
        if (messages instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        throw new ServiceError("SerializationException", 400, "messages must be a list.");
    }

    private static void maxTokens(Json.Obj inference) {
        if (inference.get("maxTokens") instanceof Json.Num value
                && inference.integer("maxTokens", 0) < 1) {
            throw ServiceError.validation(
                    "1 validation error detected: Value '"
                            + value
                            + "' at 'inferenceConfig.maxTokens' failed to satisfy constraint:"
                            + " Member must have value greater than or equal to 1");
        }
    }
}
