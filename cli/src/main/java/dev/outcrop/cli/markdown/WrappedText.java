package dev.outcrop.cli.markdown;

import org.jline.utils.WCWidth;

import java.util.function.IntSupplier;

/**
 * Styled text, wrapped at spaces and between wide characters. Only the word at the end is held
 * back, until it is known where it belongs.
 */
final class WrappedText {
    private final IntSupplier widths;
    private final StringBuilder out;
    private final StringBuilder word = new StringBuilder();
    private int width;
    private int wordWidth;
    private int column;
    private int spaces;
    private String hanging = "";
    private int hangingWidth;
    private TextStyle style = TextStyle.PLAIN;

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
        column = columns(first);
        hanging = others;
        hangingWidth = columns(others);
    }

    void text(String text, TextStyle how) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ' || c == '\t') {
                flush();
                out.append(how.after(style));
                style = how;
                spaces++;
            } else {
                add(c, how);
            }
        }
    }

    private void add(int c, TextStyle how) {
        int wide = Math.max(0, WCWidth.wcwidth(c));
        boolean full = width > 0 && wordWidth + wide > Math.max(1, width - hangingWidth);
        if (full || wide > 1) {
            flush();
        }
        word.append(how.after(style)).appendCodePoint(c);
        style = how;
        wordWidth += wide;
        if (wide > 1) {
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
        flush();
        out.append(TextStyle.PLAIN.after(style)).append('\n');
        style = TextStyle.PLAIN;
        column = 0;
        spaces = 0;
    }

    /** Returns the columns that a text takes, without its escape sequences. */
    static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '\033') {
                int end = text.indexOf('m', i);
                i = end < 0 ? text.length() : end + 1;
            } else {
                columns += Math.max(0, WCWidth.wcwidth(c));
                i += Character.charCount(c);
            }
        }
        return columns;
    }
}
