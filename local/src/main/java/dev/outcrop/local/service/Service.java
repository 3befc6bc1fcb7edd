package dev.outcrop.local.service;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.validation.ConverseRules;
import dev.outcrop.local.validation.ModelIds;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Incoming;
import dev.outcrop.local.wire.Outgoing;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Bedrock, without the HTTP. A request is recorded, then answered by the next scripted steps if
 * there are any; else it is routed, validated and given to the engine. Safe for several threads;
 * {@link #serve} blocks until the answer is out.
 */
public final class Service {
    private final Engine engine;
    private final Surroundings surroundings;
    private final RequestLog log = new RequestLog();
    private final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
    private final Player player = new Player();

    public Service(Engine engine, Surroundings surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** Each of these answers one request, in this order. */
    public void script(List<Scripted> next) {
        script.addAll(next);
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
        String requestId = requestId();
        switch (script.poll()) {
            case Scripted.Steps(List<Step> steps) -> player.play(steps, requestId, out);
            case Scripted.Answer(Json.Obj answer) ->
                    serve(
                            route,
                            body,
                            (question, events) -> MessageUnfold.unfold(answer, events),
                            requestId,
                            out);
            case null -> serve(route, body, engine, requestId, out);
        }
    }

    /** The answer to a request that is refused before anyone reads it. */
    public void refuse(ServiceError error, Outgoing out) throws IOException {
        refuse(error, requestId(), out);
    }

    private void serve(
            Route route, @Nullable Json body, Engine answering, String requestId, Outgoing out)
            throws IOException {
        var stopwatch = new Stopwatch(surroundings.nanoTime());
        var stream = new StreamResponse(out, requestId, stopwatch, surroundings);
        try {
            switch (route.operation()) {
                case CONVERSE -> {
                    var fold = new MessageFold();
                    answering.answer(question(route, body), fold);
                    String answer = fold.body(stopwatch.millis()).toString();
                    respond(200, Map.of("x-amzn-RequestId", requestId), answer, out);
                }
                case CONVERSE_STREAM -> {
                    answering.answer(question(route, body), (Consumer<Event>) stream);
                    stream.end();
                }
                case null ->
                        throw ServiceError.of(
                                "UnknownOperationException",
                                "There is no such operation, or not yet in the local Bedrock.");
            }
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        } catch (ServiceError error) {
            fail(error, stream, requestId, out);
        } catch (RuntimeException e) {
            fail(
                    ServiceError.of(
                            "InternalServerException",
                            "The local Bedrock has a fault: " + e.getClass().getName()),
                    stream,
                    requestId,
                    out);
        }
    }

    private static Question question(Route route, @Nullable Json body) {
        String modelId = Objects.requireNonNull(route.modelId());
        ModelIds.check(modelId);
        return new Question(modelId, ConverseRules.check(modelId, body));
    }

    private static void fail(
            ServiceError error, StreamResponse stream, String requestId, Outgoing out)
            throws IOException {
        if (stream.begun()) {
            stream.breakOff(error);
        } else {
            refuse(error, requestId, out);
        }
    }

    private static void refuse(ServiceError error, String requestId, Outgoing out)
            throws IOException {
        respond(
                error.status(),
                Map.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.header()),
                error.body(),
                out);
    }

    private static void respond(int status, Map<String, String> headers, String json, Outgoing out)
            throws IOException {
        var all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json");
        out.head(status, all);
        out.end(Bytes.of(json));
    }

    private void record(Incoming request, Route route, @Nullable Json body) {
        Operation operation = route.operation();
        log.add(
                new ReceivedRequest(
                        operation == null ? null : operation.wireName(),
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

    /** Not a UUID of Java's making: its random source takes long to start. */
    private String requestId() {
        long most = (surroundings.random().nextLong() & ~0xF000L) | 0x4000L;
        long least = (surroundings.random().nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(most, least).toString();
    }
}
