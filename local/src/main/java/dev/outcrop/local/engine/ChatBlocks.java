package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Splits a stream of text, reasoning and calls into content blocks. Text and reasoning end when
 * another kind begins; calls, whose pieces may be interleaved, end with the stream. For one thread.
 */
final class ChatBlocks {
    private enum Open {
        NOTHING,
        TEXT,
        THOUGHT
    }

    private final Consumer<Event> out;
    private final Map<Long, Integer> calls = new LinkedHashMap<>();
    private Open open = Open.NOTHING;
    private int next;

    ChatBlocks(Consumer<Event> out) {
        this.out = out;
    }

    void text(String text) {
        become(Open.TEXT);
        out.accept(Event.textDelta(next - 1, text));
    }

    void thought(String text) {
        become(Open.THOUGHT);
        out.accept(
                Event.delta(
                        next - 1, Json.object(Map.of("reasoningContent", Map.of("text", text)))));
    }

    void call(Json.Obj call) {
        long key = call.integer("index", calls.size());
        Json.Obj function = call.object("function");
        Integer block = calls.get(key);
        if (block == null) {
            become(Open.NOTHING);
            block = next++;
            calls.put(key, block);
            String id = call.string("id");
            String name = function.string("name");
            Json.Obj start =
                    Json.EMPTY
                            .with("name", Json.of(name == null ? "" : name))
                            .with(
                                    "toolUseId",
                                    Json.of(id == null || id.isEmpty() ? "call_" + block : id));
            out.accept(Event.blockStart(block, Json.EMPTY.with("toolUse", start)));
        }
        String input = function.string("arguments");
        if (input != null && !input.isEmpty()) {
            out.accept(Event.delta(block, Json.object(Map.of("toolUse", Map.of("input", input)))));
        }
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    void close() {
        become(Open.NOTHING);
        calls.values().forEach(block -> out.accept(Event.blockStop(block)));
    }

    private void become(Open wanted) {
        if (open == wanted) {
            return;
        }
        if (open != Open.NOTHING) {
            out.accept(Event.blockStop(next - 1));
        }
        open = wanted;
        if (wanted != Open.NOTHING) {
            next++;
        }
    }
}
