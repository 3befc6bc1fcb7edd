package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.BlankText;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.history.edit.Whitespace;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of an interrupted answer that the history keeps. */
public final class PartialTurn {
    private PartialTurn() {}

    /**
     * Returns the parts that any model accepts: text, and signed thinking. Calls are removed,
     * because they will have no result; those that Bedrock ran itself stay if their result had
     * arrived.
     *
     * @return null if no text is left
     */
    public static @Nullable Turn sendable(Turn partial) {
        Set<String> answered = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (Content block : partial.content()) {
            switch (block) {
                case Content.ToolResult result -> answered.add(result.toolUseId());
                case Content.ToolUse use when use.onServer() -> called.add(use.toolUseId());
                case Content.Text ignored -> {}
                case Content.JsonValue ignored -> {}
                case Content.CitedText ignored -> {}
                case Content.Image ignored -> {}
                case Content.Document ignored -> {}
                case Content.Video ignored -> {}
                case Content.Audio ignored -> {}
                case Content.ToolUse ignored -> {}
                case Content.Reasoning ignored -> {}
                case Content.SearchResult ignored -> {}
                case Content.GuardContent ignored -> {}
                case Content.CachePoint ignored -> {}
                case Content.ToolAddition ignored -> {}
                case Content.ToolRemoval ignored -> {}
                case Content.Unknown ignored -> {}
            }
        }
        List<Content> signed = UnsignedThinking.signed(BlankText.without(partial.content()));
        List<Content> kept =
                ListEdits.each(
                        signed, (block, i) -> isWhole(block, called, answered) ? block : null);
        return Whitespace.isBlank(Content.text(kept))
                ? null
                : new Turn(ListEdits.content(partial.message(), kept), partial.metadata());
    }

    private static boolean isWhole(Content block, Set<String> called, Set<String> answered) {
        return switch (block) {
            case Content.ToolUse use -> use.onServer() && answered.contains(use.toolUseId());
            case Content.ToolResult result -> called.contains(result.toolUseId());
            case Content.Text ignored -> true;
            case Content.JsonValue ignored -> true;
            case Content.CitedText ignored -> true;
            case Content.Image ignored -> true;
            case Content.Document ignored -> true;
            case Content.Video ignored -> true;
            case Content.Audio ignored -> true;
            case Content.Reasoning ignored -> true;
            case Content.SearchResult ignored -> true;
            case Content.GuardContent ignored -> true;
            case Content.CachePoint ignored -> true;
            case Content.ToolAddition ignored -> true;
            case Content.ToolRemoval ignored -> true;
            case Content.Unknown ignored -> true;
        };
    }
}
