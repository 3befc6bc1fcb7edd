package dev.outcrop.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a call may wait. A model that thinks may be silent for minutes, so by default nothing
 * bounds the wait for its first byte; a connection whose other end is gone is found by TCP
 * keep-alive.
 *
 * @param connect for a connection, TLS included
 * @param firstByte from the request to the first byte of the response; null for as long as it takes
 * @param idle between two pieces of a response, such as two events of a stream
 * @param total for the whole call; null for as long as it takes
 */
public record Timeouts(
        Duration connect, @Nullable Duration firstByte, Duration idle, @Nullable Duration total) {
    /** 10 seconds, none, 5 minutes, none. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), null, Duration.ofMinutes(5), null);

    public Timeouts {
        positive(Objects.requireNonNull(connect, "connect"), "connect");
        positive(firstByte, "firstByte");
        positive(Objects.requireNonNull(idle, "idle"), "idle");
        positive(total, "total");
    }

    public Timeouts withConnect(Duration connect) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withFirstByte(@Nullable Duration firstByte) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withIdle(Duration idle) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withTotal(@Nullable Duration total) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    private static void positive(@Nullable Duration duration, String name) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
        }
    }
}
