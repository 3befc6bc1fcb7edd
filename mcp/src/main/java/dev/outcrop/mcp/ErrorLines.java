package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** The lines that a server writes to its standard error, cut to a length. For one thread. */
final class ErrorLines {
    private final BufferedReader in;
    private final int longest;

    ErrorLines(InputStream in, int longest) {
        this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
        this.longest = longest;
    }

    /** Returns the next line, or null at the end. What is too long is read and dropped. */
    @Nullable String next() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                return line.isEmpty() ? null : Texts.shown(line.toString(), longest);
            }
            if (c == '\n') {
                return Texts.shown(line.toString(), longest);
            }
            if (line.length() < longest && c != '\r') {
                line.append((char) c);
            }
        }
    }
}
