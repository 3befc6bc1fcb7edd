package dev.outcrop.internal.history;

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
            if (block instanceof Content.ToolResult result) {
                answered.add(result.toolUseId());
            } else if (block instanceof Content.ToolUse use && use.onServer()) {
                called.add(use.toolUseId());
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
        if (block instanceof Content.ToolUse use) {
            return use.onServer() && answered.contains(use.toolUseId());
        }
        return !(block instanceof Content.ToolResult result) || called.contains(result.toolUseId());
    }
}
