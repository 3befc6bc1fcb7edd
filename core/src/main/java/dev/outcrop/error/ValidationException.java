package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the request is invalid, according to Bedrock or to a check before sending. */
public final class ValidationException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ValidationException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ValidationException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ValidationException(what(), details, cause);
    }
}
