package dev.outcrop.opentelemetry;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/**
 * Messages as the conventions write them: roles and parts. Media are left out.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-spans.md">Recording
 *     content</a>
 */
final class MessageJson {
    private MessageJson() {}

    static Json answer(Turn answer) {
        return Json.array(
                Json.EMPTY
                        .with("role", Json.of("assistant"))
                        .with("parts", parts(answer.content()))
                        .with("finish_reason", Json.of(String.valueOf(answer.stopReason()))));
    }

    static Json.Arr parts(List<Content> content) {
        var parts = new ArrayList<Json>();
        for (Content block : content) {
            parts.add(part(block));
        }
        return new Json.Arr(parts);
    }

    private static Json.Obj part(Content block) {
        return switch (block) {
            case Content.Text text -> text("text", text.text());
            case Content.CitedText cited -> text("text", cited.text());
            case Content.Reasoning reasoning -> text("reasoning", String.valueOf(reasoning.text()));
            case Content.JsonValue json -> text("text", json.json().toString());
            case Content.ToolUse use -> toolCall(use.toolUseId(), use.name(), use.input());
            case Content.ToolResult result ->
                    toolResponse(result.toolUseId(), parts(result.content()));
            default -> Json.EMPTY.with("type", Json.of(block.getClass().getSimpleName()));
        };
    }

    static Json.Obj text(String type, String text) {
        return Json.EMPTY.with("type", Json.of(type)).with("content", Json.of(text));
    }

    static Json.Obj toolCall(String id, String name, Json arguments) {
        return Json.EMPTY
                .with("type", Json.of("tool_call"))
                .with("id", Json.of(id))
                .with("name", Json.of(name))
                .with("arguments", arguments);
    }

    static Json.Obj toolResponse(String id, Json response) {
        return Json.EMPTY
                .with("type", Json.of("tool_call_response"))
                .with("id", Json.of(id))
                .with("response", response);
    }
}
