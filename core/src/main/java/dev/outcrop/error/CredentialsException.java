package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** There are no credentials, or they cannot be used: none found, unreadable, expired, refused. */
public final class CredentialsException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public CredentialsException(String what, Facts facts) {
        this(what, facts, null);
    }

    public CredentialsException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new CredentialsException(what(), facts, cause);
    }
}
