package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Questions from a file or a pipe: one a line, or several lines between three quotes. */
public final class PipedLines implements InputLines {
    private static final String BLOCK = "\"\"\"";

    private final BufferedReader in;

    public PipedLines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String next() {
        try {
            String line = in.readLine();
            return line == null || !isOpen(line) ? line : block(line);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read stdin: " + FileErrors.reason(e), "use another input");
        }
    }

    /** Returns the next line; null at the end. */
    @Nullable String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isOpen(String text) {
        String stripped = text.strip();
        boolean closed = stripped.length() >= 2 * BLOCK.length() && stripped.endsWith(BLOCK);
        return stripped.startsWith(BLOCK) && !closed;
    }

    /** A text between three quotes is one question. */
    private String block(String first) throws IOException {
        var text = new StringBuilder(first);
        String line = in.readLine();
        while (line != null) {
            text.append('\n').append(line);
            line = line.strip().endsWith(BLOCK) ? null : in.readLine();
        }
        return text.toString();
    }

    @Override
    public @Nullable String ask(String question) {
        return null;
    }

    @Override
    public @Nullable String choose(String title, List<ListItem> choices) {
        return null;
    }

    @Override
    public <T> T outside(Supplier<T> action) {
        return action.get();
    }

    @Override
    public boolean typed() {
        return false;
    }

    @Override
    public void close() {
        // stdin is not closed: it belongs to the process
    }
}
