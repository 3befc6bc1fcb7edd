package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the service rejected a request because of too many requests or tokens; it can be
 * retried later.
 */
public final class ThrottledException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ThrottledException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ThrottledException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ThrottledException(what(), details, cause);
    }
}
