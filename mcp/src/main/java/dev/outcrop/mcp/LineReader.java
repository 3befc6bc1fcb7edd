package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines of bytes up to a length. For one thread. */
final class LineReader {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Returns the next line without its end; null at the end of the stream, where a line without an
     * end is no line.
     *
     * @throws TooLongException if the line is longer than the limit
     */
    byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (next == end) {
                end = in.read(buffer);
                next = 0;
                if (end < 0) {
                    end = 0;
                    return null;
                }
            }
            int stop = next;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            if (line.size() + (stop - next) > longest) {
                throw new TooLongException();
            }
            line.write(buffer, next, stop - next);
            next = stop;
            if (stop < end) {
                next++;
                return line.toByteArray();
            }
        }
    }

    /** Thrown for a line that is longer than the limit. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
