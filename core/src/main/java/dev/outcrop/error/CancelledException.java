package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the caller cancelled the call: it was closed, interrupted, or its client was closed.
 */
public final class CancelledException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public CancelledException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new CancelledException(what(), details, cause);
    }
}
