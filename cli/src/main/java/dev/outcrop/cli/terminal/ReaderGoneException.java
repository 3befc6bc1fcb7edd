package dev.outcrop.cli.terminal;

/** Nobody reads the output any more: {@code | head -1} has its line. The call must stop costing. */
public final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderGoneException() {
        super("the output pipe was closed");
    }
}
