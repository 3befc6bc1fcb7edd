package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The service could not be reached, or the connection broke before an answer began. */
public final class ConnectionException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ConnectionException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ConnectionException(what(), facts, cause);
    }
}
