package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

/**
 * One request in the service.
 *
 * @param body null if it was not JSON
 * @param scripted an answer of Converse in place of the engine's; null for none
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

    /** Returns the requested model, from the path or, for Mantle, from the body; null for none. */
    @Nullable String modelId() {
        return route.operation().isOfMantle() && body instanceof Json.Obj object
                ? object.string("model")
                : route.modelId();
    }

    /** Returns this call with its parsed body. */
    Call withBody(@Nullable Json read) {
        return new Call(route, request, read, scripted, requestId, stopwatch);
    }

    /** Returns this call with a scripted answer. */
    Call scripted(Json.Obj answer) {
        return new Call(route, request, body, answer, requestId, stopwatch);
    }

    /** Omits the body, which may be private. */
    @Override
    public String toString() {
        return requestId + ": " + request;
    }
}
