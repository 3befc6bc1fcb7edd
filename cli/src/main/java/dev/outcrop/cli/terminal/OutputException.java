package dev.outcrop.cli.terminal;

import java.io.IOException;

/** Thrown when stdout cannot be written, for example because the disk is full. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputException(IOException cause) {
        super("Cannot write to stdout: " + cause.getMessage(), cause);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
