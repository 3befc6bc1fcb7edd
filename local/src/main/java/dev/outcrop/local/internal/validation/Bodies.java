package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

/** Checks bodies that must be JSON objects. */
final class Bodies {
    private Bodies() {}

    /**
     * Returns the body as an object.
     *
     * @param body null if it was not JSON
     */
    static Json.Obj object(@Nullable Json body) {
        if (body instanceof Json.Obj object) {
            return object;
        }
        throw new ServiceError(
                "SerializationException", 400, "The request body is not a JSON object.");
    }
}
