package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.media.MediaRules;
import dev.outcrop.local.internal.models.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Validates requests of Converse and ConverseStream: first their shape, then their meaning. */
public final class ConverseRules {
    private ConverseRules() {}

    /**
     * Returns the body, if Bedrock would accept it.
     *
     * @param body null if it was not JSON
     */
    public static Json.Obj check(String modelId, @Nullable Json body) {
        return check(modelId, body, false);
    }

    /** Validates for one of the two operations. */
    public static Json.Obj check(String modelId, @Nullable Json body, boolean stream) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check(stream ? "ConverseStreamRequest" : "ConverseRequest", object);
        ModelRules.onDemand(modelId);
        ModelName model = ModelName.of(modelId);
        ModelRules.converse(modelId, model, object);
        ModelToolRules.support(model, object, stream);
        ParamRules.check(model, object);
        conversation(modelId, object);
        return object;
    }

    /** The rules for a conversation in any operation. */
    static void conversation(String modelId, Json.Obj body) {
        List<Json> messages = body.array("messages");
        ModelName model = ModelName.of(modelId);
        MessageRules.check(model, messages, isPrompt(modelId));
        ReasoningRules.check(model, messages);
        ToolRules.check(messages, body);
        ModelToolRules.check(model, body, messages);
        DocumentRules.check(messages);
        MediaRules.check(modelId, messages);
        if (modelId.contains("anthropic.")) {
            CachePointRules.check(body, messages);
        }
        ClaudeRules.check(modelId, body, messages);
    }

    /** Whether a prompt of Prompt management is asked, which has messages of its own. */
    private static boolean isPrompt(String modelId) {
        return modelId.startsWith("arn:") && modelId.contains(":prompt/");
    }
}
