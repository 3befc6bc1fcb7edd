package dev.outcrop.local.engine;

import dev.outcrop.json.Json;

/**
 * A request that passed validation.
 *
 * @param body in the format of Converse
 */
public record Question(String modelId, Json.Obj body) {
    /** Omits the body, which may be private. */
    @Override
    public String toString() {
        return "a question to " + modelId;
    }
}
