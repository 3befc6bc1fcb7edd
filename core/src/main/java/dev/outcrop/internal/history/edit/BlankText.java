package dev.outcrop.internal.history.edit;

import dev.outcrop.message.Content;

import java.util.List;

/**
 * Removes blank text. White space between two cited blocks belongs to the text: it moves to the end
 * of the text before it.
 */
public final class BlankText {
    private BlankText() {}

    /** Returns the blocks of a history, citations without text included. */
    public static List<Content> without(List<Content> blocks) {
        return without(blocks, true);
    }

    /**
     * Returns the blocks of a history.
     *
     * @param citesWithoutText whether citations without text stay
     */
    public static List<Content> without(List<Content> blocks, boolean citesWithoutText) {
        List<Content> joined = CitedSpace.joined(blocks);
        return ListEdits.each(
                joined,
                (block, i) ->
                        isBlank(block)
                                        && !separates(joined, i)
                                        && !(citesWithoutText && cites(block))
                                ? null
                                : block);
    }

    private static boolean cites(Content block) {
        return block instanceof Content.CitedText cited && !cited.citations().isEmpty();
    }

    public static boolean isBlank(Content block) {
        // Most blocks are text; and a switch over types costs a cold start some milliseconds.
        if (block instanceof Content.Text text) {
            return Whitespace.isBlank(text.text());
        }
        return switch (block) {
            case Content.Text text -> Whitespace.isBlank(text.text());
            case Content.CitedText cited -> Whitespace.isBlank(cited.text());
            case Content.GuardContent guard -> isBlank(guard.guarded());
            case Content.Image ignored -> false;
            case Content.Document ignored -> false;
            case Content.Video ignored -> false;
            case Content.Audio ignored -> false;
            case Content.ToolUse ignored -> false;
            case Content.ToolResult ignored -> false;
            case Content.JsonValue ignored -> false;
            case Content.Reasoning ignored -> false;
            case Content.SearchResult ignored -> false;
            case Content.CachePoint ignored -> false;
            case Content.ToolAddition ignored -> false;
            case Content.ToolRemoval ignored -> false;
            case Content.Unknown ignored -> false;
        };
    }

    /**
     * Bedrock rejects a cache point directly after a document that is not a PDF. Clients separate
     * the two by white space, which Bedrock accepts.
     */
    private static boolean separates(List<Content> blocks, int i) {
        return i > 0
                && i + 1 < blocks.size()
                && blocks.get(i) instanceof Content.Text text
                && !text.text().isEmpty()
                && blocks.get(i - 1) instanceof Content.Document
                && blocks.get(i + 1) instanceof Content.CachePoint;
    }
}
