package dev.outcrop.local.internal.service;

import dev.outcrop.local.engine.Sleeper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits between two pieces of a stream, not before the first. The due time of each piece is
 * relative to the first: the time for sending, and the inaccuracy of sleeping, do not add up. If a
 * client has stalled a stream for longer than a piece, the rest is not sent faster. For one thread.
 */
final class StreamPace {
    /** The longest time to which others can be added without overflow. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final long each;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private long due;
    private boolean begun;

    StreamPace(ServiceContext surroundings) {
        this.each = Math.min(TimeUnit.NANOSECONDS.convert(surroundings.pace()), LONGEST);
        this.nanoTime = surroundings.nanoTime();
        this.sleeper = surroundings.sleeper();
    }

    void keep() throws IOException {
        if (each == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        due = begun ? Math.max(due, now - each) + each : now;
        begun = true;
        if (due > now) {
            try {
                sleeper.sleep(Duration.ofNanos(due - now));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException().initCause(e);
            }
        }
    }
}
