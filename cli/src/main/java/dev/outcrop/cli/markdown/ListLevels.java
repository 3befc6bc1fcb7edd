package dev.outcrop.cli.markdown;

import java.util.ArrayDeque;
import java.util.Deque;

/** The lists that are open, by the columns at which their items begin and have their text. */
final class ListLevels {
    private static final int MOST = 8;

    private record Level(int indent, int content) {}

    private final Deque<Level> open = new ArrayDeque<>();

    /** Opens an item, and returns how deep it is; 0 for the outermost list. */
    int item(int indent, int content) {
        while (!open.isEmpty() && indent < open.getLast().content()) {
            open.removeLast();
        }
        if (open.size() < MOST) {
            open.addLast(new Level(indent, content));
        }
        return open.size() - 1;
    }

    /**
     * Returns the columns by which a line of text is indented.
     *
     * @param afterBlank whether a blank line precedes it, so that it ends lists that are deeper
     */
    int text(int indent, boolean afterBlank) {
        if (afterBlank) {
            while (!open.isEmpty() && indent < open.getLast().content() - 1) {
                open.removeLast();
            }
        }
        return open.isEmpty() ? Math.min(indent, 8) : 2 * open.size();
    }

    void clear() {
        open.clear();
    }
}
