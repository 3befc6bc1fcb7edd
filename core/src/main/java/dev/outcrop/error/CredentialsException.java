package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when there are no usable credentials: not found, unreadable, expired, or rejected. */
public final class CredentialsException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public CredentialsException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public CredentialsException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new CredentialsException(what(), details, cause);
    }
}
