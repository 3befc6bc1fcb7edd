package dev.outcrop.internal.text;

/**
 * Breaks lines between words, for text that arrives in pieces cut at any position. The last word is
 * held back until it is complete. A word longer than a line is not split. Tabs become four spaces.
 */
final class WordWrap {
    private static final int NO_LIMIT = 0;

    private final int width;
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder gap = new StringBuilder();
    private String prefix = "";
    private int column;

    /**
     * @param width the columns of a line; 0 for no wrapping
     */
    WordWrap(int width) {
        this.width = width;
    }

    /** Sets the prefix of each line from now on; a held-back word must have been ended before. */
    void prefix(String prefix) {
        this.prefix = prefix;
    }

    /** Whether the current line is empty. */
    boolean atLineStart() {
        return column == 0 && word.isEmpty() && gap.isEmpty();
    }

    /** Returns the text that can be written after this piece. */
    String next(String piece) {
        var out = new StringBuilder(piece.length() + 8);
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == '\n') {
                place(out);
                beginLine(out);
                gap.setLength(0);
                out.append('\n');
                column = 0;
            } else if (c == ' ' || c == '\t') {
                place(out);
                gap.append(c == ' ' ? " " : "    ");
            } else {
                word.append(c);
            }
        }
        if (width == NO_LIMIT) {
            place(out);
        }
        return out.toString();
    }

    /** Returns the rest at the end of the text. */
    String end() {
        var out = new StringBuilder();
        place(out);
        gap.setLength(0);
        return out.toString();
    }

    private void place(StringBuilder out) {
        if (word.isEmpty()) {
            return;
        }
        int needed = TextWidth.of(word) + gap.length();
        if (width != NO_LIMIT && column > prefix.length() && column + needed > width) {
            out.append('\n');
            column = 0;
            gap.setLength(0);
        }
        beginLine(out);
        out.append(gap).append(word);
        column += TextWidth.of(word) + gap.length();
        gap.setLength(0);
        word.setLength(0);
    }

    private void beginLine(StringBuilder out) {
        if (column == 0) {
            out.append(prefix);
            column = prefix.length();
        }
    }
}
