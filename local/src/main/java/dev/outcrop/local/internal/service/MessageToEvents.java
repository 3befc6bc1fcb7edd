package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Converts an answer of Converse to the events of ConverseStream. */
final class MessageToEvents {
    private MessageToEvents() {}

    static void unfold(Json.Obj body, Consumer<Event> out) {
        out.accept(Event.messageStart());
        List<Json> blocks = body.object("output").object("message").array("content");
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Json.Obj block) {
                block(i, block, out);
                out.accept(Event.blockStop(i));
            }
        }
        Json stopReason = body.get("stopReason");
        out.accept(
                new Event(
                        "messageStop",
                        stopReason == null
                                ? Json.EMPTY
                                : Json.EMPTY.with("stopReason", stopReason)));
        out.accept(new Event("metadata", body.without("output", "stopReason")));
    }

    private static void block(int index, Json.Obj block, Consumer<Event> out) {
        if (block.get("text") instanceof Json.Str(String text)) {
            TokenCounter.words(text).forEach(word -> out.accept(Event.textDelta(index, word)));
        } else if (block.get("toolUse") instanceof Json.Obj toolUse) {
            Json input = toolUse.members().getOrDefault("input", Json.EMPTY);
            out.accept(
                    Event.blockStart(index, Json.EMPTY.with("toolUse", toolUse.without("input"))));
            out.accept(
                    Event.delta(
                            index,
                            Json.object(Map.of("toolUse", Map.of("input", input.toString())))));
        } else if (block.get("citationsContent") instanceof Json.Obj cited) {
            cited(index, cited, out);
        } else if (block.object("reasoningContent").get("reasoningText")
                instanceof Json.Obj reasoning) {
            reasoning
                    .members()
                    .forEach(
                            (name, value) ->
                                    out.accept(
                                            Event.delta(
                                                    index,
                                                    Json.object(
                                                            Map.of(
                                                                    "reasoningContent",
                                                                    Map.of(name, value))))));
        } else {
            out.accept(Event.delta(index, block));
        }
    }

    private static void cited(int index, Json.Obj cited, Consumer<Event> out) {
        for (Json citation : cited.array("citations")) {
            out.accept(Event.delta(index, Json.EMPTY.with("citation", citation)));
        }
        for (Json said : cited.array("content")) {
            String text = said instanceof Json.Obj object ? object.string("text") : null;
            TokenCounter.words(text == null ? "" : text)
                    .forEach(word -> out.accept(Event.textDelta(index, word)));
        }
    }
}
