package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Outcrop waited as long as it was allowed to. */
public final class TimedOutException extends BedrockException {
    private static final long serialVersionUID = 1L;

    /** What it waited for. */
    public enum Phase {
        /** A connection. */
        CONNECT,
        /** The first byte of the answer. */
        FIRST_BYTE,
        /** The next event of a stream. */
        IDLE,
        /** The whole call. */
        TOTAL,
        /** Credentials. */
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
