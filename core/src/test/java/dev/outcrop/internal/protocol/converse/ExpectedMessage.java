package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the recorded events of a stream say, put together on plain JSON and in the simplest way. */
final class ExpectedMessage {
    private ExpectedMessage() {}

    static Message of(List<Json> events) {
        var blocks = new TreeMap<Long, Map<String, Object>>();
        for (Json event : events) {
            Json.Obj payload = ((Json.Obj) event).object("payload");
            long index = payload.integer("contentBlockIndex", -1);
            if (index >= 0) {
                Map<String, Object> block =
                        blocks.computeIfAbsent(index, i -> new LinkedHashMap<>());
                payload.object("start")
                        .members()
                        .forEach(
                                (kind, start) -> {
                                    block.put("kind", kind);
                                    ((Json.Obj) start).members().forEach(block::put);
                                });
                payload.object("delta").members().forEach((kind, delta) -> add(block, kind, delta));
            }
        }
        var content = new ArrayList<Object>();
        blocks.values().forEach(block -> content.addAll(finished(block)));
        return Message.fromJson(Json.from(Map.of("role", "assistant", "content", content)));
    }

    static @Nullable StopReason stopReason(List<Json> events) {
        for (Json event : events) {
            String reason = ((Json.Obj) event).object("payload").string("stopReason");
            if (reason != null) {
                return new StopReason(reason);
            }
        }
        return null;
    }

    static Json.Obj metadata(List<Json> events) {
        for (Json event : events) {
            if ("metadata".equals(((Json.Obj) event).object("headers").string(":event-type"))) {
                return ((Json.Obj) event).object("payload");
            }
        }
        return Json.EMPTY;
    }

    private static void add(Map<String, Object> block, String kind, Json delta) {
        switch (kind) {
            case "text" -> block.merge("text", ((Json.Str) delta).value(), (a, b) -> a + "" + b);
            case "toolUse" ->
                    block.merge("json", ((Json.Obj) delta).string("input"), (a, b) -> a + "" + b);
            case "reasoningContent" ->
                    ((Json.Obj) delta)
                            .members()
                            .forEach(
                                    (name, value) ->
                                            block.merge(
                                                    "reasoning " + name,
                                                    ((Json.Str) value).value(),
                                                    (a, b) -> a + "" + b));
            case "citation" -> append(block, "citations", List.of(delta));
            case "toolResult" -> append(block, "content", ((Json.Arr) delta).elements());
            default -> throw new AssertionError("a delta that no recording had: " + kind);
        }
    }

    @SuppressWarnings("unchecked")
    private static void append(Map<String, Object> block, String name, List<Json> more) {
        ((List<Object>) block.computeIfAbsent(name, n -> new ArrayList<>())).addAll(more);
    }

    private static List<Object> finished(Map<String, Object> block) {
        Object kind = block.remove("kind");
        if ("toolUse".equals(kind)) {
            Object input = block.remove("json");
            block.put(
                    "input",
                    input == null || "".equals(input) ? Json.EMPTY : Json.parse((String) input));
            return List.of(Map.of("toolUse", block));
        }
        if ("toolResult".equals(kind)) {
            return List.of(Map.of("toolResult", block));
        }
        var blocks = new ArrayList<Object>();
        if (block.containsKey("reasoning text") || block.containsKey("reasoning signature")) {
            var reasoning = new LinkedHashMap<String, Object>();
            reasoning.put("text", block.getOrDefault("reasoning text", ""));
            if (block.containsKey("reasoning signature")) {
                reasoning.put("signature", block.get("reasoning signature"));
            }
            blocks.add(Map.of("reasoningContent", Map.of("reasoningText", reasoning)));
        }
        if (block.containsKey("reasoning redactedContent")) {
            blocks.add(
                    Map.of(
                            "reasoningContent",
                            Map.of("redactedContent", block.get("reasoning redactedContent"))));
        }
        if (block.containsKey("citations")) {
            blocks.add(
                    Map.of(
                            "citationsContent",
                            Map.of(
                                    "content",
                                    List.of(Map.of("text", block.getOrDefault("text", ""))),
                                    "citations",
                                    block.get("citations"))));
        } else if (block.containsKey("text")) {
            blocks.add(Map.of("text", block.get("text")));
        }
        return blocks;
    }
}
