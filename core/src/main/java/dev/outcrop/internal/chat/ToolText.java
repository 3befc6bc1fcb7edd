package dev.outcrop.internal.chat;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import java.util.ArrayList;
import java.util.List;

/**
 * Tool calls and their results as text, for a model that must not call tools: blocks of them
 * require their tools in the request. Thinking is left out; it belongs to the calls.
 */
final class ToolText {
    private ToolText() {}

    static Message of(Message message) {
        var content = new ArrayList<Content>();
        for (Content block : message.content()) {
            if (block instanceof Content.ToolUse use) {
                content.add(
                        Content.text(
                                "(Called the tool " + use.name() + " with " + use.input() + ".)"));
            } else if (block instanceof Content.ToolResult result) {
                content.addAll(result(result));
            } else if (!isLeftOut(block)) {
                content.add(block);
            }
        }
        return message.withContent(content);
    }

    private static boolean isLeftOut(Content block) {
        return block instanceof Content.Reasoning
                || block instanceof Content.ToolAddition
                || block instanceof Content.ToolRemoval;
    }

    /** Images and documents of a result follow its text. */
    private static List<Content> result(Content.ToolResult result) {
        var content = new ArrayList<Content>();
        content.add(Content.text(result.isError() ? "(The tool failed:)" : "(The tool returned:)"));
        for (Content block : result.content()) {
            content.add(
                    block instanceof Content.JsonValue value
                            ? Content.text(value.json().toString())
                            : block);
        }
        return content;
    }
}
