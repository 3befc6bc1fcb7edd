package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates blocks from the items of a stream of Responses: one for each part of text, one for an
 * item of thinking, one for a call. For one answer.
 */
final class ResponsesBlockAssembler {
    private static final VendorMembers OWN = VendorMembers.RESPONSES;

    private final Map<Long, Item> items = new HashMap<>();
    private int next;
    private boolean calledTool;

    /** An incomplete item. */
    private static final class Item {
        /** Blocks by the number of their part; one without number for thinking and calls. */
        final List<Long> parts = new ArrayList<>(1);

        final List<Integer> blocks = new ArrayList<>(1);
        long summary = -1;
        boolean said;
        boolean done;
    }

    boolean calledTool() {
        return calledTool;
    }

    private Item item(Json.Obj piece) {
        return items.computeIfAbsent(piece.integer("output_index", 0), index -> new Item());
    }

    void added(Json.Obj piece, List<StreamEvent> events) {
        Json.Obj item = piece.object("item");
        if ("function_call".equals(item.string("type"))) {
            call(item(piece), item, events);
        }
    }

    private void call(Item item, Json.Obj json, List<StreamEvent> events) {
        if (!item.blocks.isEmpty()) {
            return;
        }
        String id = json.string("call_id");
        String name = json.string("name");
        if (id == null || name == null) {
            throw new JsonException("a call began without call_id or name");
        }
        calledTool = true;
        item.blocks.add(next++);
        Json.Obj start = new JsonFields().put("toolUseId", id).put("name", name).json();
        events.add(new StreamEvent.BlockStart(item.blocks.getFirst(), "toolUse", start));
    }

    /** The number of a part only distinguishes parts: some servers do not begin with 0. */
    private int part(Item item, long number) {
        int at = item.parts.indexOf(number);
        if (at < 0) {
            at = item.parts.size();
            item.parts.add(number);
            item.blocks.add(next++);
        }
        return item.blocks.get(at);
    }

    void words(Json.Obj piece, List<StreamEvent> events) {
        String delta = piece.string("delta");
        if (delta != null && !delta.isEmpty()) {
            int block = part(item(piece), piece.integer("content_index", 0));
            events.add(new StreamEvent.TextDelta(block, delta));
        }
    }

    void thought(Json.Obj piece, List<StreamEvent> events) {
        think(item(piece), piece.string("delta"), events);
    }

    /** Joins the paragraphs of a summary. */
    void summary(Json.Obj piece, List<StreamEvent> events) {
        Item item = item(piece);
        long paragraph = piece.integer("summary_index", 0);
        if (item.summary >= 0 && item.summary != paragraph) {
            think(item, "\n\n", events);
        }
        item.summary = paragraph;
        think(item, piece.string("delta"), events);
    }

    private void think(Item item, @Nullable String text, List<StreamEvent> events) {
        if (item.blocks.isEmpty()) {
            item.blocks.add(next++);
            events.add(
                    new StreamEvent.BlockStart(
                            item.blocks.getFirst(), "reasoningContent", Json.EMPTY));
        }
        if (text != null && !text.isEmpty()) {
            item.said = true;
            events.add(new StreamEvent.ReasoningDelta(item.blocks.getFirst(), text, null, null));
        }
    }

    void arguments(Json.Obj piece, List<StreamEvent> events) {
        Item item = item(piece);
        String delta = piece.string("delta");
        if (item.blocks.isEmpty()) {
            throw new JsonException("arguments came for a call that did not begin");
        }
        if (delta != null && !delta.isEmpty()) {
            item.said = true;
            events.add(new StreamEvent.ToolUseDelta(item.blocks.getFirst(), delta));
        }
    }

    void done(Json.Obj piece, List<StreamEvent> events) {
        done(item(piece), piece.object("item"), events);
    }

    private void done(Item item, Json.Obj json, List<StreamEvent> events) {
        if (item.done) {
            return;
        }
        item.done = true;
        Json.Obj kept = OWN.kept(Json.EMPTY.with(ResponsesItems.ITEM, json));
        switch (String.valueOf(json.string("type"))) {
            case "message" -> message(item, json, events);
            case "reasoning" -> {
                if (!item.said) {
                    think(item, ResponsesItems.thought(json), events);
                }
                end(item.blocks.getFirst(), kept, events);
            }
            case "function_call" -> {
                call(item, json, events);
                String arguments = json.string("arguments");
                if (!item.said && arguments != null && !arguments.isEmpty()) {
                    events.add(new StreamEvent.ToolUseDelta(item.blocks.getFirst(), arguments));
                }
                end(item.blocks.getFirst(), ResponsesItems.callMore(json), events);
            }
            default -> whole(json, events);
        }
    }

    private void whole(Json.Obj json, List<StreamEvent> events) {
        String kind = ResponsesItems.unknown(json).name();
        events.add(new StreamEvent.BlockStart(next, kind, json));
        events.add(new StreamEvent.BlockStop(next++));
    }

    private void message(Item item, Json.Obj json, List<StreamEvent> events) {
        List<Json> parts = json.array("content");
        if (item.blocks.isEmpty() && ResponsesItems.message(json).isEmpty()) {
            whole(json, events);
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            Json.Obj part = parts.get(i) instanceof Json.Obj object ? object : Json.EMPTY;
            String text = ResponsesItems.textOf(part);
            if (i >= item.blocks.size()) {
                item.parts.add(-1L - i);
                item.blocks.add(next++);
                events.add(new StreamEvent.BlockStart(item.blocks.get(i), "text", Json.EMPTY));
                if (text != null && !text.isEmpty()) {
                    events.add(new StreamEvent.TextDelta(item.blocks.get(i), text));
                }
            }
            Json.Obj more = ResponsesItems.more(json.without("content"), part);
            end(item.blocks.get(i), more, events);
        }
    }

    private static void end(int block, Json.Obj more, List<StreamEvent> events) {
        events.add(new StreamEvent.UnknownDelta(block, more));
        events.add(new StreamEvent.BlockStop(block));
    }

    /** Completes items that were not reported as done. */
    void close(List<Json> output, List<StreamEvent> events) {
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i) instanceof Json.Obj json) {
                done(items.computeIfAbsent((long) i, index -> new Item()), json, events);
            }
        }
        for (Item item : items.values()) {
            if (!item.done) {
                item.blocks.forEach(block -> events.add(new StreamEvent.BlockStop(block)));
            }
        }
    }
}
