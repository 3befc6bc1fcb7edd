package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a stream ended before the answer was complete. {@link #details()} contains what had
 * arrived.
 */
public final class StreamTruncatedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public StreamTruncatedException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public StreamTruncatedException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new StreamTruncatedException(what(), details, cause);
    }
}
