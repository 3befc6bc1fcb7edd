package dev.outcrop.bench.faults;

import java.time.Duration;

/**
 * The limits that a caller sets; null for what the client does by itself.
 *
 * @param total of the whole call
 * @param silence of the wait for the next byte
 */
public record Limits(Duration total, Duration silence) {
    static final Limits NONE = new Limits(null, null);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    static final Limits TOTAL = new Limits(TWO_SECONDS, null);
    static final Limits SILENCE = new Limits(null, TWO_SECONDS);
}
