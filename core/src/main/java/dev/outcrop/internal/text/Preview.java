package dev.outcrop.internal.text;

import dev.outcrop.message.Content;

import java.util.List;

/** A short form of a question. */
public final class Preview {
    private static final int LENGTH = 40;

    private Preview() {}

    /** Returns the beginning of the text, or the kinds of the blocks; at most forty characters. */
    public static String of(List<Content> content) {
        for (Content block : content) {
            if (block instanceof Content.Text text && !text.text().isBlank()) {
                return Ellipsis.line(text.text(), LENGTH);
            }
        }
        return Ellipsis.line(BlockText.flat(content), LENGTH);
    }
}
