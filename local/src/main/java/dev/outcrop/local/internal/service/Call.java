package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the service.
 *
 * @param body null where it was not JSON
 * @param scripted an answer of Converse to give in place of the engine's; null for none
 */
record Call(
        Route route,
        IncomingRequest request,
        @Nullable Json body,
        Json.@Nullable Obj scripted,
        String requestId,
        Stopwatch stopwatch) {
    String argument(int index) {
        return route.arguments().get(index);
    }

    /** The model that is asked for, in the path or, of Mantle, in the body; null for none. */
    @Nullable String modelId() {
        return route.operation().isOfMantle() && body instanceof Json.Obj object
                ? object.string("model")
                : route.modelId();
    }

    /** The same with its body read. */
    Call withBody(@Nullable Json read) {
        return new Call(route, request, read, scripted, requestId, stopwatch);
    }

    /** The same with another answer. */
    Call scripted(Json.Obj answer) {
        return new Call(route, request, body, answer, requestId, stopwatch);
    }

    /** Without the body, which may be private. */
    @Override
    public String toString() {
        return requestId + ": " + request;
    }
}
