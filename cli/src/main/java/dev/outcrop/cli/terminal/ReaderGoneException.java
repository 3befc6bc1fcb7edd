package dev.outcrop.cli.terminal;

/**
 * Thrown when the output pipe was closed, as by {@code | head -1}. The call must then be stopped,
 * to save its cost.
 */
public final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderGoneException() {
        super("the output pipe was closed");
    }
}
