package dev.outcrop.internal.protocol.openai;

import dev.outcrop.json.Json;

import java.util.List;

/** Writes the content of a message or a tool result from its parts. */
final class ContentParts {
    private ContentParts() {}

    /** Returns a string for a single text, which many servers support better, or else an array. */
    static Json content(List<Json> parts) {
        if (parts.isEmpty()) {
            return Json.of("");
        }
        return parts.size() == 1
                        && parts.getFirst() instanceof Json.Obj part
                        && part.members().size() == 2
                        && part.get("text") instanceof Json.Str text
                ? text
                : new Json.Arr(parts);
    }
}
