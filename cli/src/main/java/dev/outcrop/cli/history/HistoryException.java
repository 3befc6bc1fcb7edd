package dev.outcrop.cli.history;

import org.jspecify.annotations.Nullable;

/** Thrown when the history cannot be read or written. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
