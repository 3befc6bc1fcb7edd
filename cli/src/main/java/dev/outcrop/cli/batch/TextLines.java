package dev.outcrop.cli.batch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;

/** The lines of a text, each of bounded length; they end with LF. For one thread. */
final class TextLines {
    private static final int BUFFER = 1 << 14;

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[BUFFER];
    private int from;
    private int end;
    private long number;

    TextLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Returns the next line without its LF; null at the end. Reads no more than it needs, as the
     * text may come from a program that waits for answers.
     *
     * @throws IOException also if the line is too long
     */
    @Nullable String next() throws IOException {
        StringBuilder begun = null;
        while (from < end || fill()) {
            int feed = feed();
            int length = feed - from + (begun == null ? 0 : begun.length());
            if (length > longest) {
                throw new IOException(
                        "line " + (number + 1) + " is longer than " + longest / 1_000_000 + " MB");
            }
            if (feed < end && begun == null) {
                return ended(new String(buffer, from, feed - from), feed + 1);
            }
            begun = begun == null ? new StringBuilder() : begun;
            begun.append(buffer, from, feed - from);
            if (feed < end) {
                return ended(begun.toString(), feed + 1);
            }
            from = end;
        }
        return begun == null ? null : ended(begun.toString(), end);
    }

    private String ended(String line, int next) {
        from = next;
        number++;
        return line;
    }

    /** The place of the next LF in the buffer; its end if there is none. */
    private int feed() {
        int at = from;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean fill() throws IOException {
        from = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
