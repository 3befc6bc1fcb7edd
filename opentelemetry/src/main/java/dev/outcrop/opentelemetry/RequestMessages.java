package dev.outcrop.opentelemetry;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import io.opentelemetry.api.trace.Span;

import java.util.ArrayList;
import java.util.List;

/** Reads messages from the body of a request, in the form of any API, and writes them to a span. */
final class RequestMessages {
    private RequestMessages() {}

    static void write(Span span, String body, ContentSettings content) {
        Json.Obj json;
        try {
            if (!(Json.parse(body) instanceof Json.Obj object)) {
                return;
            }
            json = object;
        } catch (JsonException e) {
            return;
        }
        Json given = json.get("messages") == null ? json.get("input") : json.get("messages");
        span.setAttribute(Names.INPUT_MESSAGES, content.text(messages(given, json).toString()));
        Json system = json.get("system") == null ? json.get("instructions") : json.get("system");
        if (system != null) {
            span.setAttribute(Names.SYSTEM_INSTRUCTIONS, content.text(parts(system).toString()));
        }
    }

    private static Json messages(@org.jspecify.annotations.Nullable Json given, Json.Obj body) {
        var messages = new ArrayList<Json>();
        if (given instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                if (element instanceof Json.Obj message) {
                    messages.add(message(message));
                }
            }
        } else {
            String text = given instanceof Json.Str(String value) ? value : prompt(body);
            messages.add(
                    Json.EMPTY
                            .with("role", Json.of("user"))
                            .with("parts", Json.array(MessageJson.text("text", text))));
        }
        return new Json.Arr(messages);
    }

    private static String prompt(Json.Obj body) {
        for (String name : List.of("prompt", "inputText", "inputs")) {
            if (body.string(name) != null) {
                return String.valueOf(body.string(name));
            }
        }
        return "";
    }

    private static Json.Obj message(Json.Obj message) {
        String role = message.string("role");
        var parts = new ArrayList<>(parts(message.get("content")).elements());
        for (Json call : message.array("tool_calls")) {
            if (call instanceof Json.Obj object) {
                Json.Obj function = object.object("function");
                parts.add(
                        MessageJson.toolCall(
                                String.valueOf(object.string("id")),
                                String.valueOf(function.string("name")),
                                function.members().getOrDefault("arguments", Json.NULL)));
            }
        }
        if (message.string("tool_call_id") != null) {
            Json.Arr response = new Json.Arr(List.copyOf(parts));
            parts.clear();
            parts.add(
                    MessageJson.toolResponse(
                            String.valueOf(message.string("tool_call_id")), response));
        }
        return Json.EMPTY
                .with("role", Json.of(role == null ? "assistant" : role))
                .with("parts", new Json.Arr(parts));
    }

    private static Json.Arr parts(@org.jspecify.annotations.Nullable Json content) {
        var parts = new ArrayList<Json>();
        switch (content) {
            case Json.Str(String text) -> parts.add(MessageJson.text("text", text));
            case Json.Arr(List<Json> blocks) -> {
                for (Json block : blocks) {
                    if (block instanceof Json.Obj object) {
                        parts.add(part(object));
                    }
                }
            }
            case null, default -> {}
        }
        return new Json.Arr(parts);
    }

    /** A block of Converse is named by its member, those of other APIs by their type. */
    private static Json.Obj part(Json.Obj block) {
        if (block.string("text") != null) {
            return MessageJson.text("text", String.valueOf(block.string("text")));
        }
        if (block.get("toolUse") instanceof Json.Obj use) {
            return MessageJson.toolCall(
                    String.valueOf(use.string("toolUseId")),
                    String.valueOf(use.string("name")),
                    use.members().getOrDefault("input", Json.NULL));
        }
        if (block.get("toolResult") instanceof Json.Obj result) {
            return MessageJson.toolResponse(
                    String.valueOf(result.string("toolUseId")), parts(result.get("content")));
        }
        return switch (String.valueOf(block.string("type"))) {
            case "tool_use" ->
                    MessageJson.toolCall(
                            String.valueOf(block.string("id")),
                            String.valueOf(block.string("name")),
                            block.members().getOrDefault("input", Json.NULL));
            case "tool_result" ->
                    MessageJson.toolResponse(
                            String.valueOf(block.string("tool_use_id")),
                            parts(block.get("content")));
            default ->
                    Json.EMPTY.with(
                            "type",
                            Json.of(
                                    block.string("type") != null
                                            ? String.valueOf(block.string("type"))
                                            : String.join(",", block.members().keySet())));
        };
    }
}
