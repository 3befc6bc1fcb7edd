package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * The service had too many requests or tokens to serve at that moment; it can be asked again later.
 */
public final class ThrottledException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ThrottledException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ThrottledException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ThrottledException(what(), facts, cause);
    }
}
