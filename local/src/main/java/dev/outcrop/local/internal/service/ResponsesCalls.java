package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.internal.nativeformat.AnswerContext;
import dev.outcrop.local.internal.nativeformat.ChunkSink;
import dev.outcrop.local.internal.nativeformat.OpenAiResponses;
import dev.outcrop.local.internal.responses.ResponseItems;
import dev.outcrop.local.internal.responses.ResponseStore;
import dev.outcrop.local.internal.responses.StoredResponse;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Responses API: responses are stored, continued, run in the background and deleted. */
final class ResponsesCalls {
    private static final String PREVIOUS = "previous_response_id";

    private final ModelCalls models;
    private final InstantSource clock;
    private final ResponseStore store;
    private final OpenAiResponses format = new OpenAiResponses();

    ResponsesCalls(ModelCalls models, InstantSource clock) {
        this.models = models;
        this.clock = clock;
        this.store = new ResponseStore(clock);
    }

    /**
     * Returns a request with the conversation that it continues as its input.
     *
     * @throws ServiceError if it has parameters that the API does not have
     */
    Json.Obj continued(Call call, Json.Obj body) {
        if (body.get("n") != null) {
            throw ServiceError.ofVendor("unknown_parameter", 400, "Unknown parameter: 'n'.");
        }
        if (body.get("conversation") != null && !(body.get("conversation") instanceof Json.Null)) {
            throw ServiceError.validation("The local Bedrock does not emulate conversations.");
        }
        checkBackground(call, body);
        String previous = body.string(PREVIOUS);
        if (previous == null) {
            return body;
        }
        var input = new ArrayList<>(store.conversation(previous));
        input.addAll(ResponseItems.of(body.get("input"), call.requestId()));
        return body.with("input", new Json.Arr(input));
    }

    private static void checkBackground(Call call, Json.Obj body) {
        if (!is(body, "background")) {
            return;
        }
        if (CalledEndpoint.of(call) == CalledEndpoint.RUNTIME) {
            throw ServiceError.validation("background is not supported on this endpoint.");
        }
        if (isOff(body, "store")) {
            throw ServiceError.validation("background requires store to be true.");
        }
        if (is(body, "stream")) {
            throw ServiceError.validation(
                    "The local Bedrock does not emulate streams of background responses.");
        }
    }

    /**
     * Answers a request.
     *
     * @param body as it was sent
     * @param whole the same with the conversation that it continues
     */
    void serve(
            Call call, Json.Obj body, Json.Obj whole, Question question, Sinks out, String modelId)
            throws IOException {
        AnswerContext facts = models.facts(call, modelId);
        List<Json> input = ResponseItems.of(body.get("input"), call.requestId());
        List<Json> given = whole.array("input");
        List<Json> earlier =
                body.string(PREVIOUS) == null
                        ? List.of()
                        : given.subList(0, given.size() - input.size());
        if (is(body, "background")) {
            Json.Obj queued = told(body, OpenAiResponses.queued(body, facts));
            store.add(
                    StoredResponse.background(
                            earlier,
                            input,
                            queued,
                            clock.instant(),
                            () -> answered(call, body, question, facts, queued)));
            JsonResponse.send(queued, call.requestId(), out.whole());
        } else if (is(body, "stream")) {
            models.answer(
                    call,
                    question,
                    format.stream(body, facts, storing(body, earlier, input, out.stream())));
            out.stream().end();
        } else {
            Json.Obj answer = told(body, format.answer(body, models.whole(call, question), facts));
            keep(body, earlier, input, answer);
            JsonResponse.send(200, answer.toString(), Map.of(), call.requestId(), out.whole());
        }
    }

    /** Where an answer goes: whole, or as a stream. */
    record Sinks(ResponseOutput whole, SseResponse stream) {}

    private Json.Obj answered(
            Call call, Json.Obj body, Question question, AnswerContext facts, Json.Obj queued) {
        try {
            return told(body, format.answer(body, models.whole(call, question), facts));
        } catch (ServiceError e) {
            Json.Obj error =
                    Json.EMPTY
                            .with("code", Json.of("server_error"))
                            .with("message", Json.of(e.getMessage()));
            return queued.with("status", Json.of("failed")).with("error", error);
        }
    }

    private ChunkSink storing(
            Json.Obj body, List<Json> earlier, List<Json> input, SseResponse stream) {
        return new ChunkSink() {
            @Override
            public void next(Json.Obj chunk) {
                stream.next(chunk);
            }

            @Override
            public void last(Json.Obj chunk) {
                Json.Obj response = told(body, chunk.object("response"));
                keep(body, earlier, input, response);
                stream.last(chunk.with("response", response));
            }
        };
    }

    private void keep(Json.Obj body, List<Json> earlier, List<Json> input, Json.Obj response) {
        if (!isOff(body, "store")) {
            store.add(StoredResponse.complete(earlier, input, response, clock.instant()));
        }
    }

    private static Json.Obj told(Json.Obj body, Json.Obj response) {
        return response.with(PREVIOUS, Json.of(body.string(PREVIOUS)))
                .with("store", Json.of(!isOff(body, "store")))
                .with("background", Json.of(is(body, "background")));
    }

    /** Answers the operations on a stored response. */
    void stored(Call call, ResponseOutput out) throws IOException {
        QueryString query = QueryString.of(call.request().query());
        String id = call.argument(0);
        if ("true".equals(query.get("stream"))) {
            throw ServiceError.validation(
                    "The local Bedrock does not emulate streams of stored responses.");
        }
        Json.Obj answer =
                switch (call.route().operation()) {
                    case GET_RESPONSE -> store.one(id);
                    case DELETE_RESPONSE -> store.delete(id);
                    case CANCEL_RESPONSE -> store.cancel(id);
                    default ->
                            store.inputItems(
                                    id, query.get("order"), query.get("after"), query.get("limit"));
                };
        JsonResponse.send(answer, call.requestId(), out);
    }

    private static boolean is(Json.Obj body, String member) {
        return body.get(member) instanceof Json.Bool(boolean is) && is;
    }

    private static boolean isOff(Json.Obj body, String member) {
        return body.get(member) instanceof Json.Bool(boolean is) && !is;
    }
}
