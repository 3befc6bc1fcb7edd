package dev.outcrop.cli;

/** Nobody reads the output any more: {@code | head -1} has its line. The call must stop costing. */
final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException() {
        super("the reader of the output has gone");
    }
}
