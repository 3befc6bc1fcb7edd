package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.RegionTable;
import dev.outcrop.local.internal.control.ApplicationProfiles;
import dev.outcrop.local.internal.events.EventsToMessage;
import dev.outcrop.local.internal.guardrail.GuardedAnswers;
import dev.outcrop.local.internal.nativeformat.AnswerContext;
import dev.outcrop.local.internal.nativeformat.NativeFormat;
import dev.outcrop.local.internal.nonchat.NonChatModel;
import dev.outcrop.local.internal.validation.ConverseRules;
import dev.outcrop.local.internal.validation.ModelIds;
import dev.outcrop.local.internal.validation.OperationRules;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The operations on a model. */
final class ModelCalls {
    private final Engine engine;
    private final InstantSource clock;
    private final Set<String> models;
    private final boolean regional;
    private final GuardedAnswers guards;
    private final ApplicationProfiles profiles;

    ModelCalls(
            Engine engine, Settings settings, GuardedAnswers guards, ApplicationProfiles profiles) {
        this.engine = engine;
        this.clock = settings.clock();
        this.models = settings.models();
        this.regional = settings.regional();
        this.guards = guards;
        this.profiles = profiles;
    }

    void converse(Call call, ResponseOutput out) throws IOException {
        JsonResponse.send(whole(call, question(call, false)), call.requestId(), out);
    }

    void converseStream(Call call, StreamResponse stream) throws IOException {
        answer(call, question(call, true), stream);
        stream.end();
    }

    void invokeModel(Call call, ResponseOutput out) throws IOException {
        String modelId = modelId(call);
        Json.Obj body = OperationRules.invokeModel(modelId, call.body(), call.request()::header);
        InvokeGuardrail guardrail = InvokeGuardrail.of(call.request(), body);
        NonChatModel other = NonChatModel.of(Catalog.bare(modelId));
        if (other != null) {
            NonChatModel.Result result = other.answer(body);
            String prompt = guardrail == null ? null : other.prompt(body);
            send(
                    call,
                    guardrail == null || prompt == null
                            ? result.body()
                            : new GuardedImages(guards, guardrail)
                                    .applied(modelId, prompt, result.body()),
                    result.inputTokens(),
                    0,
                    out);
            return;
        }
        NativeFormat format = NativeFormat.of(Catalog.bare(modelId), body);
        Json.Obj converse = whole(call, question(modelId, format, body, guardrail));
        Json.Obj usage = converse.object("usage");
        Json.Obj ofTheModel = guardrail == null ? converse : InvokeGuardrail.ofTheModel(converse);
        Json.Obj answer = format.answer(body, ofTheModel, facts(call, modelId));
        send(
                call,
                guardrail == null ? answer : InvokeGuardrail.reported(answer, converse),
                usage.integer("inputTokens", 0),
                usage.integer("outputTokens", 0),
                out);
    }

    private static void send(
            Call call, Json.Obj answer, long inputTokens, long outputTokens, ResponseOutput out)
            throws IOException {
        JsonResponse.send(
                200,
                answer.toString(),
                Map.of(
                        "X-Amzn-Bedrock-Input-Token-Count",
                        "" + inputTokens,
                        "X-Amzn-Bedrock-Output-Token-Count",
                        "" + outputTokens,
                        "X-Amzn-Bedrock-Invocation-Latency",
                        "" + call.stopwatch().millis()),
                call.requestId(),
                out);
    }

    void invokeModelStream(Call call, StreamResponse stream) throws IOException {
        String modelId = modelId(call);
        Json.Obj body = OperationRules.invokeModel(modelId, call.body(), call.request()::header);
        if (NonChatModel.of(Catalog.bare(modelId)) != null) {
            throw ServiceError.validation("The model is unsupported for streaming");
        }
        NativeFormat format = NativeFormat.of(Catalog.bare(modelId), body);
        InvokeGuardrail guardrail = InvokeGuardrail.of(call.request(), body);
        var chunks = new ChunkFrames(stream, call.stopwatch(), guardrail != null);
        Consumer<Event> formatted = format.stream(body, facts(call, modelId), chunks);
        Consumer<Event> sent =
                event -> {
                    chunks.watch(event);
                    formatted.accept(guardrail == null ? event : InvokeGuardrail.ofTheModel(event));
                };
        Question question = question(modelId, format, body, guardrail);
        if (guardrail == null) {
            answer(call, question, sent);
        } else if (guardrail.isAsync()) {
            answer(
                    call,
                    question,
                    event -> {
                        chunks.intervened(InvokeGuardrail.intervened(event));
                        sent.accept(event);
                    });
        } else {
            // A guardrail sees the whole answer first; then each chunk says what it did.
            var events = new ArrayList<Event>();
            answer(call, question, events::add);
            chunks.intervened(events.stream().anyMatch(InvokeGuardrail::intervened));
            events.forEach(sent);
        }
        stream.end();
    }

    void countTokens(Call call, ResponseOutput out) throws IOException {
        String modelId = modelId(call);
        Json.Obj input = OperationRules.countTokens(modelId, call.body());
        Json.Obj asked = input.object("converse");
        if (input.get("invokeModel") instanceof Json.Obj invoke) {
            Json.Obj body = OperationRules.decodedBody(invoke);
            asked = NativeFormat.of(Catalog.bare(modelId), body).toConverse(body);
        }
        // An engine counts when it answers; one token is the shortest answer.
        Json.Obj shortest = Json.EMPTY.with("maxTokens", Json.of(1));
        Json.Obj converse =
                whole(call, new Question(modelId, asked.with("inferenceConfig", shortest)));
        Json.Obj usage = converse.object("usage");
        long tokens =
                usage.integer("inputTokens", 0)
                        + usage.integer("cacheReadInputTokens", 0)
                        + usage.integer("cacheWriteInputTokens", 0);
        JsonResponse.send(Json.EMPTY.with("inputTokens", Json.of(tokens)), call.requestId(), out);
    }

    /** Sends the engine's answer, or the scripted one, as events. */
    void answer(Call call, Question question, Consumer<Event> out) {
        Json.Obj scripted = call.scripted();
        if (scripted == null) {
            guards.answer(question, engine, out);
        } else if (isGuarded(question, scripted)) {
            guards.answer(question, (asked, to) -> MessageToEvents.unfold(scripted, to), out);
        } else {
            MessageToEvents.unfold(scripted, out);
        }
    }

    /** Returns the same as one answer of Converse. */
    Json.Obj whole(Call call, Question question) {
        Json.Obj scripted = call.scripted();
        if (scripted != null && !isGuarded(question, scripted)) {
            return scripted;
        }
        var fold = new EventsToMessage();
        answer(call, question, fold);
        return fold.body(call.stopwatch().metrics());
    }

    /** A script may be of a guardrail's intervention itself. */
    private static boolean isGuarded(Question question, Json.Obj scripted) {
        return GuardedAnswers.isGuarded(question)
                && scripted.get("trace") == null
                && !"guardrail_intervened".equals(scripted.string("stopReason"));
    }

    /** Returns the engine's answer as one of Converse. */
    Json.Obj whole(Question question, Stopwatch stopwatch) {
        var fold = new EventsToMessage();
        guards.answer(question, engine, fold);
        return fold.body(stopwatch.metrics());
    }

    AnswerContext facts(Call call, String modelId) {
        return new AnswerContext(modelId, call.requestId(), clock.instant().getEpochSecond());
    }

    private Question question(Call call, boolean stream) {
        String modelId = modelId(call);
        return new Question(modelId, ConverseRules.check(modelId, call.body(), stream));
    }

    /** Converts a native body to Converse. */
    private static Question question(
            String modelId,
            NativeFormat format,
            Json.Obj body,
            @Nullable InvokeGuardrail guardrail) {
        Json.Obj converse = format.toConverse(body);
        OperationRules.media(modelId, converse);
        return new Question(modelId, guardrail == null ? converse : guardrail.inConverse(converse));
    }

    private String modelId(Call call) {
        String modelId = profiles.called(call.argument(0));
        check(call, modelId);
        return modelId;
    }

    /** Rejects the id of a model that does not exist, or not in the region of the call. */
    void check(Call call, String modelId) {
        check(modelId);
        String region = regional ? CalledRegion.of(call.request()) : null;
        if (region != null && !models.contains(modelId) && !RegionTable.has(modelId, region)) {
            throw ServiceError.validation("The provided model identifier is invalid.");
        }
    }

    /** Rejects the id of a model that does not exist. */
    void check(String modelId) {
        ModelIds.check(modelId, models);
    }
}
