package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the person at the terminal, also while stdin is a pipe. */
public final class TypedAnswer {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private TypedAnswer() {}

    /** Returns whether somebody can answer. */
    public static boolean isPossible(ProcessContext stage) {
        Stdio stdio = stage.stdio();
        return stdio.errIsTerminal() && (stdio.inIsTerminal() || Files.isReadable(TERMINAL));
    }

    /** Prints the question to stderr, and returns the line typed; null at the end of the input. */
    public static @Nullable String to(String question, ProcessContext stage) {
        Stdio stdio = stage.stdio();
        stdio.err().print(question);
        stdio.err().flush();
        try {
            if (stdio.inIsTerminal()) {
                return line(stdio.in());
            }
            try (InputStream typed = Files.newInputStream(TERMINAL)) {
                return line(typed);
            }
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            bytes.write(b);
            b = in.read();
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
