package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The caller is known, but may not do this; or the account has no access to the model. */
public final class AccessDeniedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String what, Facts facts) {
        this(what, facts, null);
    }

    public AccessDeniedException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new AccessDeniedException(what(), facts, cause);
    }
}
