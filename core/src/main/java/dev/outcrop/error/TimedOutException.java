package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a configured timeout elapsed. */
public final class TimedOutException extends BedrockException {
    private static final long serialVersionUID = 1L;

    /** The phase of a call in which it timed out. */
    public enum Phase {
        /** Opening a connection. */
        CONNECT,
        /** Waiting for the first byte of the response. */
        FIRST_BYTE,
        /** Waiting for the next event of a stream. */
        IDLE,
        /** The whole call. */
        TOTAL,
        /** Resolving credentials. */
        CREDENTIALS
    }

    private final Phase phase;

    public TimedOutException(
            Phase phase, String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new TimedOutException(phase, what(), details, cause);
    }
}
