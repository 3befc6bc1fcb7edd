package dev.outcrop.cli.markdown;

import dev.outcrop.cli.terminal.TextColumns;

import java.util.function.IntSupplier;

/**
 * Styled text, wrapped at spaces and between wide characters; a character is a grapheme cluster, of
 * which no part is separated. Only the word at the end is held back, until it is known where it
 * belongs.
 */
final class WrappedText {
    private final IntSupplier widths;
    private final StringBuilder out;
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder cluster = new StringBuilder(); // after the word
    private int width;
    private int wordWidth;
    private int column;
    private int spaces;
    private String hanging = "";
    private int hangingWidth;
    private TextStyle style = TextStyle.PLAIN;
    private TextStyle clusterStyle = TextStyle.PLAIN;

    /**
     * @param widths columns of a line, asked at the beginning of each; 0 to never wrap
     */
    WrappedText(IntSupplier widths, StringBuilder out) {
        this.widths = widths;
        this.width = widths.getAsInt();
        this.out = out;
    }

    /**
     * Begins a line.
     *
     * @param first is printed before its text
     * @param others is printed before the text of each line that follows from wrapping
     */
    void begin(String first, String others) {
        width = widths.getAsInt();
        out.append(first);
        column = TextColumns.of(first);
        hanging = others;
        hangingWidth = TextColumns.of(others);
    }

    void text(String text, TextStyle how) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (TextColumns.joins(cluster, c)) {
                cluster.appendCodePoint(c);
                continue;
            }
            add();
            if (c == ' ' || c == '\t') {
                flush();
                out.append(how.after(style));
                style = how;
                spaces++;
            } else {
                cluster.appendCodePoint(c);
                clusterStyle = how;
            }
        }
    }

    /** Adds the cluster, which is whole, to the word. */
    private void add() {
        if (cluster.isEmpty()) {
            return;
        }
        int wide = TextColumns.ofCluster(cluster);
        boolean breaks = TextColumns.isWide(cluster);
        boolean full = width > 0 && wordWidth + wide > Math.max(1, width - hangingWidth);
        if (full || breaks) {
            flush();
        }
        word.append(clusterStyle.after(style)).append(cluster);
        style = clusterStyle;
        cluster.setLength(0);
        wordWidth += wide;
        if (breaks) {
            flush();
        }
    }

    private void flush() {
        if (word.isEmpty()) {
            return;
        }
        boolean fits = width == 0 || column + spaces + wordWidth <= width;
        if (fits || column <= hangingWidth) {
            out.repeat(' ', spaces);
            column += spaces;
        } else {
            width = widths.getAsInt();
            out.append('\n').append(hanging);
            column = hangingWidth;
        }
        out.append(word);
        column += wordWidth;
        word.setLength(0);
        wordWidth = 0;
        spaces = 0;
    }

    /** Ends the line. */
    void end() {
        add();
        flush();
        out.append(TextStyle.PLAIN.after(style)).append('\n');
        style = TextStyle.PLAIN;
        column = 0;
        spaces = 0;
    }
}
