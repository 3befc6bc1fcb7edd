package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** A quota that does not refill within minutes is used up, such as the tokens of a day. */
public final class QuotaExceededException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public QuotaExceededException(String what, Facts facts) {
        this(what, facts, null);
    }

    public QuotaExceededException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new QuotaExceededException(what(), facts, cause);
    }
}
