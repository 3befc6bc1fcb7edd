package dev.outcrop.internal.history;

import dev.outcrop.message.Content;

import java.util.ArrayList;
import java.util.List;

/** Moves white space between two cited blocks to the end of the text before it. */
final class CitedSpace {
    private CitedSpace() {}

    static List<Content> joined(List<Content> blocks) {
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
            switch (before.get(i)) {
                case Content.Text text -> {
                    before.set(i, new Content.Text(text.text() + space, text.more()));
                    return true;
                }
                case Content.CitedText cited when !cited.content().isEmpty() -> {
                    var content = new ArrayList<>(cited.content());
                    if (!(content.getLast() instanceof Content.Text last)) {
                        return false;
                    }
                    content.set(
                            content.size() - 1,
                            new Content.Text(last.text() + space, last.more()));
                    before.set(i, new Content.CitedText(content, cited.citations(), cited.more()));
                    return true;
                }
                case Content.CitedText ignored -> {}
                default -> {
                    return false;
                }
            }
        }
        return false;
    }
}
