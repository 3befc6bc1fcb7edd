package dev.outcrop.local.internal.service;

import dev.outcrop.local.engine.Sleeper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits between two pieces of a stream, not before the first. Each piece has its time by the first:
 * what sending takes, and what a sleep takes too long, does not add up. Where a client has kept a
 * stream for longer than a piece, the rest is not hurried. For one thread.
 */
final class StreamPace {
    /** So long that nothing is added to it that overflows. */
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
