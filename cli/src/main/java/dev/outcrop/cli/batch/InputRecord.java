package dev.outcrop.cli.batch;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * One record of the input: a prompt, or members of a Converse request.
 *
 * @param prompt a user message; null if there is a body
 * @param body members of a request, such as {@code messages}; null if there is a prompt
 */
record InputRecord(String id, @Nullable String prompt, Json.@Nullable Obj body) {
    /** What is sent, as text. */
    String text() {
        return prompt == null ? String.valueOf(body) : prompt;
    }
}
