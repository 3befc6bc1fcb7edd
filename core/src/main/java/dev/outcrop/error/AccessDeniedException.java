package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the caller has no permission for the operation, or the account has no access to the
 * model.
 */
public final class AccessDeniedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public AccessDeniedException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new AccessDeniedException(what(), details, cause);
    }
}
