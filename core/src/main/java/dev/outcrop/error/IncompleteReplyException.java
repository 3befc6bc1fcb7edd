package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a complete answer is required and the model stopped before its end. */
public final class IncompleteReplyException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public IncompleteReplyException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public IncompleteReplyException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new IncompleteReplyException(what(), details, cause);
    }
}
