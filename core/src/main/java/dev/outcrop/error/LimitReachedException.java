package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** A limit that the caller set was reached: rounds, calls, cost, time. */
public final class LimitReachedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public LimitReachedException(String what, Facts facts) {
        this(what, facts, null);
    }

    public LimitReachedException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts) {
        return new LimitReachedException(what(), facts, getCause());
    }
}
