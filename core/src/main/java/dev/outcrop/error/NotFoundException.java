package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** There is no such model, profile or other resource in that region. */
public final class NotFoundException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, Facts facts) {
        this(what, facts, null);
    }

    public NotFoundException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new NotFoundException(what(), facts, cause);
    }
}
