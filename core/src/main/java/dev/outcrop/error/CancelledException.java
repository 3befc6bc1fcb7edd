package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The call was cancelled by the caller: closed, interrupted, or its client was closed. */
public final class CancelledException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String what, Facts facts) {
        this(what, facts, null);
    }

    public CancelledException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new CancelledException(what(), facts, cause);
    }
}
