package dev.outcrop.local.internal.events;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.util.ArrayList;
import java.util.List;

/** Assembles one content block from its start and its deltas. */
final class EventsToBlock {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder toolInput = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<Json> citations = new ArrayList<>();
    private Json.Obj start = Json.EMPTY;
    private Json.Obj last = Json.EMPTY;

    void start(Json.Obj start) {
        this.start = start;
    }

    void delta(Json.Obj delta) {
        last = delta;
        append(text, delta, "text");
        if (delta.get("citation") instanceof Json.Obj citation) {
            citations.add(citation);
        }
        append(toolInput, delta.object("toolUse"), "input");
        append(reasoning, delta.object("reasoningContent"), "text");
    }

    Json content() {
        if (start.get("toolUse") instanceof Json.Obj toolUse) {
            return Json.EMPTY.with("toolUse", toolUse.with("input", input()));
        }
        if (!citations.isEmpty()) {
            Json said = Json.array(Json.EMPTY.with("text", Json.of(text.toString())));
            return Json.EMPTY.with(
                    "citationsContent",
                    Json.EMPTY.with("citations", new Json.Arr(citations)).with("content", said));
        }
        if (last.get("reasoningContent") instanceof Json.Obj reasoned) {
            return Json.EMPTY.with("reasoningContent", reasoningContent(reasoned));
        }
        return last.get("text") == null ? last : Json.EMPTY.with("text", Json.of(text.toString()));
    }

    /** An incomplete input becomes empty: the rest of it is not JSON. */
    private Json input() {
        try {
            return toolInput.isEmpty() ? Json.EMPTY : Json.parse(toolInput.toString());
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }

    /** The signature arrives last, separately. */
    private Json reasoningContent(Json.Obj last) {
        if (reasoning.isEmpty()) {
            return last;
        }
        Json.Obj told = Json.EMPTY.with("text", Json.of(reasoning.toString()));
        Json signature = last.get("signature");
        return Json.EMPTY.with(
                "reasoningText", signature == null ? told : told.with("signature", signature));
    }

    private static void append(StringBuilder out, Json.Obj from, String member) {
        String piece = from.string(member);
        if (piece != null) {
            out.append(piece);
        }
    }
}
