package dev.outcrop.internal.chat;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** The lines of a reader, each of limited length. For one thread. */
public final class ConsoleLines {
    /** A request to Bedrock is at most 25 MB. */
    private static final int LONGEST = 25_000_000;

    private final Reader in;
    private boolean carriageReturn;

    private ConsoleLines(Reader in) {
        this.in = in;
    }

    public static ConsoleLines of(Reader in) {
        return new ConsoleLines(in);
    }

    /** Returns the lines of {@code System.in}; the same each time, so that no line is lost. */
    public static ConsoleLines ofProcess() {
        return OfProcess.LINES;
    }

    private static final class OfProcess {
        private static final ConsoleLines LINES =
                of(new BufferedReader(new InputStreamReader(System.in, charset())));

        private static Charset charset() {
            String name = System.getProperty("stdin.encoding");
            return name == null || !Charset.isSupported(name)
                    ? Charset.defaultCharset()
                    : Charset.forName(name);
        }
    }

    /**
     * Returns the next line without its end; null at the end. Blocks.
     *
     * @throws UncheckedIOException if it cannot be read, or is longer than 25 million characters
     */
    @Nullable String next() {
        var line = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                boolean isSecond = carriageReturn && c == '\n' && line.isEmpty();
                carriageReturn = c == '\r';
                if (isSecond) {
                    continue;
                }
                if (c == '\n' || c == '\r') {
                    return line.toString();
                }
                if (line.length() == LONGEST) {
                    throw new IOException("a line is longer than " + LONGEST + " characters");
                }
                line.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.isEmpty() ? null : line.toString();
    }
}
