package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the service could not be reached, or the connection broke before an answer began. */
public final class ConnectionException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ConnectionException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ConnectionException(what(), details, cause);
    }
}
