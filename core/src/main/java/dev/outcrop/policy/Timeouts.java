package dev.outcrop.policy;

import dev.outcrop.internal.Durations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Timeouts of a call. A model that thinks may send nothing for minutes, so by default the wait for
 * its first byte is not limited; a dead connection is found by TCP keep-alive. Null means no limit.
 * Durations over a hundred years count as a hundred years.
 *
 * @param connect opening a connection, TLS included
 * @param firstByte from the request to the first byte of the response
 * @param idle between two pieces of a response, such as two events of a stream
 * @param total the whole call
 */
public record Timeouts(
        @Nullable Duration connect,
        @Nullable Duration firstByte,
        @Nullable Duration idle,
        @Nullable Duration total) {
    /** 10 seconds, none, 5 minutes, none. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), null, Duration.ofMinutes(5), null);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is zero or negative
     */
    public Timeouts {
        connect = Durations.positiveOrNone(connect, "connect");
        firstByte = Durations.positiveOrNone(firstByte, "firstByte");
        idle = Durations.positiveOrNone(idle, "idle");
        total = Durations.positiveOrNone(total, "total");
    }

    public Timeouts withConnect(@Nullable Duration connect) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withFirstByte(@Nullable Duration firstByte) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withIdle(@Nullable Duration idle) {
        return new Timeouts(connect, firstByte, idle, total);
    }

    public Timeouts withTotal(@Nullable Duration total) {
        return new Timeouts(connect, firstByte, idle, total);
    }
}
