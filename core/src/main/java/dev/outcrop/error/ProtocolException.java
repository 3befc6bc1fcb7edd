package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the response violates the protocol: a broken frame, invalid JSON, a web page. */
public final class ProtocolException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ProtocolException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ProtocolException(what(), details, cause);
    }
}
