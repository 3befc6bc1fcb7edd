package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** A whole answer was needed, and the model stopped before it was whole. */
public final class IncompleteReplyException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public IncompleteReplyException(String what, Facts facts) {
        this(what, facts, null);
    }

    public IncompleteReplyException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new IncompleteReplyException(what(), facts, cause);
    }
}
