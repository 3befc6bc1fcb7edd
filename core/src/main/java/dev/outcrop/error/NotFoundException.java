package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a model, profile or other resource does not exist in the region. */
public final class NotFoundException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public NotFoundException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new NotFoundException(what(), details, cause);
    }
}
