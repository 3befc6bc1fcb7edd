package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.internal.nativebody.MessagesSurface;
import dev.outcrop.local.internal.nativebody.NativeBodies;
import dev.outcrop.local.internal.nativeformat.AnthropicMessages;
import dev.outcrop.local.internal.nativeformat.NativeFormat;
import dev.outcrop.local.internal.nativeformat.OpenAiChat;
import dev.outcrop.local.internal.nativeformat.OpenAiResponses;
import dev.outcrop.local.internal.validation.OperationRules;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;

/**
 * The endpoint {@code bedrock-mantle}: the APIs of OpenAI and Anthropic, streamed as server-sent
 * events. Responses are stored; nothing else is.
 */
final class MantleCalls {
    private final ModelCalls models;
    private final ResponsesCalls responses;

    MantleCalls(ModelCalls models, InstantSource clock) {
        this.models = models;
        this.responses = new ResponsesCalls(models, clock);
    }

    void serve(Call call, SseResponse sse, ResponseOutput out) throws IOException {
        NativeFormat format =
                switch (call.route().operation()) {
                    case CHAT_COMPLETIONS -> new OpenAiChat(false);
                    case RESPONSES -> new OpenAiResponses();
                    default -> new AnthropicMessages();
                };
        if (!(call.body() instanceof Json.Obj body)) {
            throw ServiceError.validation("The request body is not a JSON object.");
        }
        String modelId = modelId(body);
        if (call.route().operation() == Operation.RESPONSES) {
            Json.Obj whole = responses.continued(call, body);
            Question question = question(call, format, modelId, whole);
            var sinks = new ResponsesCalls.Sinks(out, sse);
            responses.serve(call, body, whole, question, sinks, modelId);
            return;
        }
        long choices =
                call.route().operation() == Operation.CHAT_COMPLETIONS
                        ? SeveralChoices.number(body)
                        : 1;
        Question question = guarded(call, question(call, format, modelId, body));
        var facts = models.facts(call, modelId);
        if (body.get("stream") instanceof Json.Bool(boolean is) && is) {
            models.answer(call, question, format.stream(body, facts, sse));
            sse.end();
        } else {
            Json.Obj answer = format.answer(body, models.whole(call, question), facts);
            answer = choices > 1 ? SeveralChoices.of(answer, choices) : answer;
            JsonResponse.send(200, answer.toString(), Map.of(), call.requestId(), out);
        }
    }

    /** Answers an operation on a stored response. */
    void stored(Call call, ResponseOutput out) throws IOException {
        responses.stored(call, out);
    }

    /** Counts the tokens of a request in Anthropic's format. */
    void countTokens(Call call, ResponseOutput out) throws IOException {
        if (!(call.body() instanceof Json.Obj body)) {
            throw ServiceError.validation("The request body is not a JSON object.");
        }
        String modelId = modelId(body);
        // An engine counts when it answers; one token is the shortest answer.
        Json.Obj shortest = body.with("max_tokens", Json.of(1));
        header(call);
        model(call, modelId);
        NativeBodies.check(modelId, body, MessagesSurface.MESSAGES_COUNT_TOKENS);
        Question question = converted(new AnthropicMessages(), modelId, shortest);
        long tokens = models.whole(call, question).object("usage").integer("inputTokens", 0);
        JsonResponse.send(Json.EMPTY.with("input_tokens", Json.of(tokens)), call.requestId(), out);
    }

    /**
     * Adds the guardrail that headers of Chat Completions name on Bedrock Runtime; bedrock-mantle
     * ignores them (observed). Of other APIs, it is not known.
     */
    private static Question guarded(Call call, Question question) {
        InvokeGuardrail guardrail =
                call.route().operation() != Operation.CHAT_COMPLETIONS
                                || CalledEndpoint.of(call) == CalledEndpoint.MANTLE
                        ? null
                        : InvokeGuardrail.of(call.request(), Json.EMPTY);
        return guardrail == null
                ? question
                : new Question(question.modelId(), guardrail.inConverse(question.body()));
    }

    private Question question(Call call, NativeFormat format, String modelId, Json.Obj body) {
        if (format instanceof AnthropicMessages) {
            header(call);
            model(call, modelId);
            NativeBodies.check(modelId, body, MessagesSurface.MESSAGES);
        } else {
            model(call, modelId);
        }
        return converted(format, modelId, body);
    }

    /**
     * Rejects a model that the endpoint does not have. Some paths exist on Bedrock Runtime too,
     * which has inference profiles; where the request does not say which endpoint it means, the
     * models of both are accepted.
     */
    private void model(Call call, String modelId) {
        CalledEndpoint endpoint = CalledEndpoint.of(call);
        if (endpoint == CalledEndpoint.RUNTIME) {
            models.check(call, modelId);
        } else if (!exists(modelId)) {
            throw MantleModels.missing(modelId);
        } else {
            MantleModels.exists(
                    endpoint == CalledEndpoint.UNKNOWN ? Catalog.bare(modelId) : modelId);
        }
        MantleModels.api(modelId, call.route().operation(), call.request().path());
    }

    private static String modelId(Json.Obj body) {
        String modelId = body.string("model");
        if (modelId == null) {
            throw ServiceError.validation("model: Field required");
        }
        return modelId;
    }

    private boolean exists(String modelId) {
        try {
            models.check(modelId);
            return true;
        } catch (ServiceError e) {
            return false;
        }
    }

    private static void header(Call call) {
        if (call.request().header("anthropic-version") == null) {
            throw ServiceError.validation("anthropic-version: header is required");
        }
    }

    private static Question converted(NativeFormat format, String modelId, Json.Obj body) {
        var question = new Question(modelId, format.toConverse(body));
        OperationRules.media(modelId, question.body());
        if (question.body().array("messages").isEmpty()) {
            throw ServiceError.validation("No message to answer.");
        }
        return question;
    }

    /** Returns the list of models, in the format of OpenAI's API. */
    void list(Call call, ResponseOutput out) throws IOException {
        var data = new ArrayList<Json>();
        for (ModelFacts model : Catalog.models()) {
            data.add(
                    Json.EMPTY
                            .with("id", Json.of(model.id()))
                            .with("object", Json.of("model"))
                            .with("owned_by", Json.of("system"))
                            .with("status", Json.of("available")));
        }
        JsonResponse.send(
                Json.EMPTY.with("data", new Json.Arr(data)).with("object", Json.of("list")),
                call.requestId(),
                out);
    }
}
