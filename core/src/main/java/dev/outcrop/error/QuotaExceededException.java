package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** A quota that does not refill within minutes is used up, such as the tokens of a day. */
public final class QuotaExceededException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public QuotaExceededException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public QuotaExceededException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new QuotaExceededException(what(), details, cause);
    }
}
