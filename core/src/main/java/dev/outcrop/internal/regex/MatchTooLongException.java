package dev.outcrop.internal.regex;

/** Thrown out of a match that has exceeded its number of steps. */
public final class MatchTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MatchTooLongException() {
        super("", null, false, false);
    }
}
