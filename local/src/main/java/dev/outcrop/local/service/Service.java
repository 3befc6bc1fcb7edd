package dev.outcrop.local.service;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.script.Script;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.validation.ConverseRules;
import dev.outcrop.local.validation.ModelIds;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Incoming;
import dev.outcrop.local.wire.Outgoing;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StandIn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Bedrock, without the HTTP. A request is recorded, then answered by the next scripted steps if
 * there are any; else it is routed, validated and given to the engine. Safe for several threads;
 * {@link #serve} blocks until the answer is out.
 */
public final class Service {
    private final Engine engine;
    private final Surroundings surroundings;
    private final RequestLog log = new RequestLog();
    private final Script script;
    private final @Nullable StandIn standIn;
    private final Player player = new Player();
    private final RequestIds requestIds;

    public Service(Engine engine, Surroundings surroundings) {
        this(engine, surroundings, new Script(), null);
    }

    /**
     * With a script and a stand-in of its own.
     *
     * @param standIn asked where nothing is scripted, before the service answers by itself
     */
    public Service(
            Engine engine, Surroundings surroundings, Script script, @Nullable StandIn standIn) {
        this.script = script;
        this.standIn = standIn;
        this.engine = engine;
        this.surroundings = surroundings;
        this.requestIds = new RequestIds(surroundings.random());
    }

    /** Each of these answers one request, in this order. */
    public void script(List<Scripted> next) {
        script.add(next);
    }

    /** What was received, oldest first. */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** Lets stalled answers go on. */
    public void close() {
        player.close();
    }

    /**
     * Answers one request.
     *
     * @throws IOException where the client is gone
     */
    public void serve(Incoming request, Outgoing out) throws IOException {
        Route route = Route.of(request);
        Json body = parsed(request.body());
        record(request, route, body);
        String requestId = requestIds.next();
        Scripted scripted = script.next();
        if (scripted == null) {
            if (standIn == null || !standIn.serve(request, requestId, out)) {
                serve(route, body, null, requestId, out);
            }
            return;
        }
        switch (scripted) {
            case Scripted.Steps(List<Step> steps) -> player.play(steps, requestId, out);
            case Scripted.Early(Scripted.Steps early) -> player.play(early.steps(), requestId, out);
            case Scripted.Interrupted(int writes, Scripted.Steps rest) ->
                    serve(
                            route,
                            body,
                            null,
                            requestId,
                            new Interrupting(
                                    out, writes, () -> player.goOn(rest.steps(), requestId, out)));
            case Scripted.Answer(Json.Obj answer) -> serve(route, body, answer, requestId, out);
        }
    }

    /**
     * Answers before the body of a request is read, if the script says so.
     *
     * @return whether it did; else the request is to be served as ever
     */
    public boolean servedEarly(Outgoing out) throws IOException {
        Scripted.Early early = script.nextEarly();
        if (early == null) {
            return false;
        }
        player.play(early.steps().steps(), requestIds.next(), out);
        return true;
    }

    /** The answer to a request that is refused before anyone reads it. */
    public void refuse(ServiceError error, Outgoing out) throws IOException {
        JsonResponse.send(error, requestIds.next(), out);
    }

    private void serve(
            Route route,
            @Nullable Json body,
            Json.@Nullable Obj scripted,
            String requestId,
            Outgoing out)
            throws IOException {
        var stopwatch = new Stopwatch(surroundings.nanoTime());
        var stream = new StreamResponse(out, requestId, stopwatch, surroundings);
        try {
            switch (route.operation()) {
                case CONVERSE -> {
                    Question question = question(route, body);
                    Json.Obj answer = scripted == null ? whole(question, stopwatch) : scripted;
                    JsonResponse.send(answer.toString(), requestId, out);
                }
                case CONVERSE_STREAM -> {
                    Question question = question(route, body);
                    if (scripted == null) {
                        engine.answer(question, stream);
                    } else {
                        MessageUnfold.unfold(scripted, stream);
                    }
                    stream.end();
                }
                case UNKNOWN ->
                        throw ServiceError.of(
                                "UnknownOperationException",
                                "There is no such operation, or not yet in the local Bedrock.");
            }
        } catch (ClientGone e) {
            throw e.failure();
        } catch (ServiceError error) {
            stream.fail(error);
        } catch (RuntimeException e) {
            stream.fail(
                    ServiceError.of(
                            "InternalServerException",
                            "The local Bedrock has a fault: " + e.getClass().getName()));
        }
    }

    private Json.Obj whole(Question question, Stopwatch stopwatch) {
        var fold = new MessageFold();
        engine.answer(question, fold);
        return fold.body(stopwatch.metrics());
    }

    private static Question question(Route route, @Nullable Json body) {
        String modelId = Objects.requireNonNull(route.modelId());
        ModelIds.check(modelId);
        return new Question(modelId, ConverseRules.check(modelId, body));
    }

    private void record(Incoming request, Route route, @Nullable Json body) {
        log.add(
                new ReceivedRequest(
                        route.operation().wireName(),
                        route.modelId(),
                        request.method(),
                        request.path(),
                        request.protocol(),
                        request.headers(),
                        body == null ? Json.NULL : body),
                request.body().size());
    }

    private static @Nullable Json parsed(Bytes body) {
        try {
            return body.size() == 0 ? null : Json.parse(body.toArray());
        } catch (JsonException e) {
            return null;
        }
    }
}
