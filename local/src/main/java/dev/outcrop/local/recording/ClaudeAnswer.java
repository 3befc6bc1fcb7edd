package dev.outcrop.local.recording;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.nativeformat.ClaudeBlock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads an answer of Claude in its native format. */
final class ClaudeAnswer {
    private ClaudeAnswer() {}

    /**
     * Returns it as an answer of Converse; null if it is not one of Claude, or has blocks that
     * Converse does not have.
     */
    static Json.@Nullable Obj asConverse(Json.Obj body) {
        if (!"message".equals(body.string("type"))) {
            return null;
        }
        List<Json> content = new ArrayList<>();
        for (Json block : body.array("content")) {
            Json.Obj converted =
                    block instanceof Json.Obj object ? ClaudeBlock.converted(object) : null;
            if (converted == null) {
                return null;
            }
            content.add(converted);
        }
        Json message = Json.EMPTY.with("content", new Json.Arr(content));
        String stopReason = body.string("stop_reason");
        return Json.EMPTY
                .with("output", Json.EMPTY.with("message", message))
                .with("stopReason", Json.of(stopReason == null ? "end_turn" : stopReason));
    }
}
