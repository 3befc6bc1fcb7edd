package dev.outcrop.internal.history.edit;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Moves white space between two cited blocks to the end of the text before it. */
public final class CitedSpace {
    private CitedSpace() {}

    public static List<Content> joined(List<Content> blocks) {
        for (int i = 1; i < blocks.size() - 1; i++) {
            if (isBetween(blocks, i)) {
                return moved(blocks);
            }
        }
        return blocks;
    }

    private static boolean isBetween(List<Content> blocks, int i) {
        return blocks.get(i) instanceof Content.Text text
                && !text.text().isEmpty()
                && Whitespace.isBlank(text.text())
                && blocks.get(i - 1) instanceof Content.CitedText
                && blocks.get(i + 1) instanceof Content.CitedText;
    }

    private static List<Content> moved(List<Content> blocks) {
        var moved = new ArrayList<Content>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            boolean between = i > 0 && i < blocks.size() - 1 && isBetween(blocks, i);
            if (!between || !append(((Content.Text) blocks.get(i)).text(), moved)) {
                moved.add(blocks.get(i));
            }
        }
        return moved;
    }

    /** Appends to the last text, which citations without text may follow; false without one. */
    private static boolean append(String space, List<Content> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Content block = before.get(i);
            boolean textless = block instanceof Content.CitedText it && it.content().isEmpty();
            if (!textless) {
                Content longer = longer(block, space);
                before.set(i, longer == null ? block : longer);
                return longer != null;
            }
        }
        return false;
    }

    /** Returns the block with more text; null if it has none. */
    private static @Nullable Content longer(Content block, String space) {
        if (block instanceof Content.Text text) {
            return new Content.Text(text.text() + space, text.more());
        }
        if (!(block instanceof Content.CitedText cited)
                || !(cited.content().getLast() instanceof Content.Text last)) {
            return null;
        }
        var content = new ArrayList<>(cited.content());
        content.set(content.size() - 1, new Content.Text(last.text() + space, last.more()));
        return new Content.CitedText(content, cited.citations(), cited.more());
    }
}
