package dev.outcrop.local.engine;

import dev.outcrop.json.Json;

/**
 * A request that passed validation.
 *
 * @param body as Converse takes it
 */
public record Question(String modelId, Json.Obj body) {
    /** Without the body, which may be private. */
    @Override
    public String toString() {
        return "a question to " + modelId;
    }
}
