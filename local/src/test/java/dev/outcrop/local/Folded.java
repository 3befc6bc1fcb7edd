package dev.outcrop.local;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stream of text, reasoning and calls, put together apart from how the server does it. */
final class Folded {
    private Folded() {}

    static Json of(List<Event> events) {
        Map<Long, Map<String, StringBuilder>> blocks = new LinkedHashMap<>();
        Map<Long, Json.Obj> calls = new LinkedHashMap<>();
        for (Event event : events) {
            long index = event.payload().integer("contentBlockIndex", -1);
            Json.Obj delta = event.payload().object("delta");
            if (event.type().equals("contentBlockStart")) {
                calls.put(index, event.payload().object("start").object("toolUse"));
            }
            add(blocks, index, "text", delta.string("text"));
            add(blocks, index, "input", delta.object("toolUse").string("input"));
            for (String member : List.of("text", "signature")) {
                add(blocks, index, "r" + member, delta.object("reasoningContent").string(member));
            }
        }
        List<Json> content = new ArrayList<>();
        blocks.forEach((index, parts) -> content.add(block(parts, calls.get(index))));
        return Json.EMPTY.with("content", new Json.Arr(content)).with("role", Json.of("assistant"));
    }

    private static void add(
            Map<Long, Map<String, StringBuilder>> blocks,
            long index,
            String kind,
            @Nullable String piece) {
        if (piece != null) {
            blocks.computeIfAbsent(index, i -> new LinkedHashMap<>())
                    .computeIfAbsent(kind, k -> new StringBuilder())
                    .append(piece);
        }
    }

    private static Json block(Map<String, StringBuilder> parts, Json.@Nullable Obj call) {
        if (parts.containsKey("text")) {
            return Json.EMPTY.with("text", said(parts, "text"));
        }
        if (call != null) {
            return Json.EMPTY.with(
                    "toolUse", call.with("input", Json.parse(String.valueOf(parts.get("input")))));
        }
        Json.Obj reasoning =
                Json.EMPTY
                        .with("text", said(parts, "rtext"))
                        .with("signature", said(parts, "rsignature"));
        return Json.EMPTY.with("reasoningContent", Json.EMPTY.with("reasoningText", reasoning));
    }

    private static Json said(Map<String, StringBuilder> parts, String kind) {
        return Json.of(String.valueOf(parts.get(kind)));
    }
}
