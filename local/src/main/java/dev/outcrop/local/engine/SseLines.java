package dev.outcrop.local.engine;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the values of {@code data:} lines, each at most 8 MiB. For one thread. */
final class SseLines {
    private static final int LONGEST = 8 << 20;

    private final InputStream in;

    SseLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next value; null at the end. */
    @Nullable String next() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("data:")) {
                return line.substring("data:".length()).strip();
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (line.size() == LONGEST) {
                throw new IOException("a line of the upstream server is too long");
            }
            line.write(c);
        }
        return c < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}
