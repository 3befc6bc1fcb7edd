package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** A stream ended before the answer was whole. {@link #facts()} has what had arrived. */
public final class StreamTruncatedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public StreamTruncatedException(String what, Facts facts) {
        this(what, facts, null);
    }

    public StreamTruncatedException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new StreamTruncatedException(what(), facts, cause);
    }
}
