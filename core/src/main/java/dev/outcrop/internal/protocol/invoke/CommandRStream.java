package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pieces of Command R's answer; the last one says all of it once more. */
final class CommandRStream implements VendorCodec.Pieces {
    private final TextBlocks blocks = new TextBlocks();
    private boolean begun;
    private boolean stopped;
    private boolean spoken;

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        var events = new ArrayList<StreamEvent>();
        if (!begun) {
            begun = true;
            events.add(new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY));
        }
        switch (String.valueOf(piece.string("event_type"))) {
            case "text-generation" -> words(piece.string("text"), events);
            case "stream-end" -> end(piece, events);
            case "stream-start", "tool-calls-generation", "tool-calls-chunk" -> {
                // the end says the same, with the id of the answer
            }
            default -> events.add(new StreamEvent.Unknown("piece", piece));
        }
        return events;
    }

    private void words(@Nullable String text, List<StreamEvent> events) {
        if (text != null && !text.isEmpty() && !stopped) {
            spoken = true;
            blocks.add(List.of(new ThinkingReader.Part(false, text)), events);
        }
    }

    private void end(Json.Obj piece, List<StreamEvent> events) {
        Json.Obj whole = piece.object("response");
        Json word = piece.get("finish_reason");
        if (whole.get("finish_reason") == null && word != null) {
            whole = whole.with("finish_reason", word);
        }
        StopReason reason = CommandR.reason(whole);
        if (reason == null || stopped) {
            return;
        }
        if (!spoken) {
            words(whole.string("text"), events);
        }
        stopped = true;
        List<Json> calls = whole.array("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            call(CommandR.toolUse(calls.get(i), CommandR.id(whole, i)), events);
        }
        blocks.close(events);
        events.add(new StreamEvent.MessageStop(reason, whole.without("text")));
    }

    private void call(Content.ToolUse use, List<StreamEvent> events) {
        int index = blocks.other(events);
        Json.Obj start = Json.object(Map.of("toolUseId", use.toolUseId(), "name", use.name()));
        events.add(new StreamEvent.BlockStart(index, "toolUse", start));
        events.add(new StreamEvent.ToolUseDelta(index, use.input().toString()));
        events.add(new StreamEvent.BlockStop(index));
    }

    @Override
    public List<StreamEvent> end() {
        return List.of();
    }
}
