package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** There is no such model, profile or other resource in that region. */
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
