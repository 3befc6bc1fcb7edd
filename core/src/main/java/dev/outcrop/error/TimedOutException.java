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

    public TimedOutException(Phase phase, String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new TimedOutException(phase, what(), facts, cause);
    }
}
