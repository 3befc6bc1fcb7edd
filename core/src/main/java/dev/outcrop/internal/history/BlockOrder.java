package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Moves calls and results next to each other: in an assistant's message, calls come after the text;
 * in a user's, results come first. Otherwise Claude does not find the results "immediately after".
 */
final class BlockOrder {
    private BlockOrder() {}

    static List<Message> in(List<Message> messages) {
        return ListEdits.each(
                messages,
                (message, i) -> {
                    if (message.role().equals(Role.ASSISTANT)) {
                        return ListEdits.content(message, callsLast(message.content()));
                    }
                    return message.role().equals(Role.USER)
                            ? ListEdits.content(message, resultsFirst(message.content()))
                            : message;
                });
    }

    private static List<Content> callsLast(List<Content> blocks) {
        boolean called = false;
        for (Content block : blocks) {
            if (called && isWords(block)) {
                return first(blocks, other -> !isCall(other));
            }
            called |= isCall(block);
        }
        return blocks;
    }

    private static List<Content> resultsFirst(List<Content> blocks) {
        boolean other = false;
        for (Content block : blocks) {
            boolean result = block instanceof Content.ToolResult;
            if (other && result) {
                return first(blocks, Content.ToolResult.class::isInstance);
            }
            other |= !result;
        }
        return blocks;
    }

    private static List<Content> first(List<Content> blocks, Predicate<Content> wanted) {
        var ordered = new ArrayList<>(blocks.stream().filter(wanted).toList());
        blocks.stream().filter(wanted.negate()).forEach(ordered::add);
        return ordered;
    }

    private static boolean isCall(Content block) {
        return block instanceof Content.ToolUse use && !use.onServer();
    }

    private static boolean isWords(Content block) {
        return switch (block) {
            case Content.Text ignored -> true;
            case Content.CitedText ignored -> true;
            case Content.JsonValue ignored -> false;
            case Content.Image ignored -> false;
            case Content.Document ignored -> false;
            case Content.Video ignored -> false;
            case Content.Audio ignored -> false;
            case Content.ToolUse ignored -> false;
            case Content.ToolResult ignored -> false;
            case Content.Reasoning ignored -> false;
            case Content.SearchResult ignored -> false;
            case Content.GuardContent ignored -> false;
            case Content.CachePoint ignored -> false;
            case Content.ToolAddition ignored -> false;
            case Content.ToolRemoval ignored -> false;
            case Content.Unknown ignored -> false;
        };
    }
}
