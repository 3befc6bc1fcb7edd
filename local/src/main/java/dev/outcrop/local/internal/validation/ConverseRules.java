package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What Converse and ConverseStream refuse: first by shape, then by what it means. */
public final class ConverseRules {
    private ConverseRules() {}

    /**
     * The body, if Bedrock would take it.
     *
     * @param body null where it was not JSON
     */
    public static Json.Obj check(String modelId, @Nullable Json body) {
        return check(modelId, body, false);
    }

    /** The same, for one or the other of the two operations. */
    public static Json.Obj check(String modelId, @Nullable Json body, boolean stream) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check(stream ? "ConverseStreamRequest" : "ConverseRequest", object);
        ModelRules.onDemand(modelId);
        ModelRules.converse(modelId, object);
        conversation(modelId, object);
        return object;
    }

    /** The rules that hold for a conversation wherever it stands. */
    static void conversation(String modelId, Json.Obj body) {
        List<Json> messages = body.array("messages");
        MessageRules.check(modelId, messages);
        ToolRules.check(messages, body);
        DocumentRules.check(messages);
        if (modelId.contains("anthropic.")) {
            CachePointRules.check(body, messages);
        }
        ClaudeRules.check(modelId, body, messages);
    }
}
