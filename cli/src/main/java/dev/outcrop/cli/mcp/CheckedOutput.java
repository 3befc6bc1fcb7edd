package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.OutputException;
import dev.outcrop.cli.terminal.ReaderGoneException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Stdout with the failures of writes as {@link IOException}, which the server waits for. */
final class CheckedOutput extends OutputStream {
    private final PrintStream target;

    CheckedOutput(PrintStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
            target.flush();
        } catch (ReaderGoneException | OutputException e) {
            throw new IOException("stdout cannot be written", e);
        }
    }
}
