package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Questions from a file or a pipe, one per line. */
public final class PipedLines implements InputLines {
    private final BufferedReader in;

    public PipedLines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String next() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UsageException("Cannot read stdin: " + e.getMessage(), "use another input");
        }
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
