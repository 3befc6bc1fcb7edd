package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a quota is used up that does not refill within minutes, such as tokens per day. */
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
