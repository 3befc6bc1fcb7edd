package dev.outcrop.internal.http;

import dev.outcrop.internal.Durations;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The deadline of a call; or none.
 *
 * @param endNanos by the origin of {@link System#nanoTime}
 */
public record Deadline(long endNanos, boolean isNever) {
    public static Deadline in(@Nullable Duration total) {
        return total == null
                ? new Deadline(0, true)
                : new Deadline(System.nanoTime() + Durations.capped(total).toNanos(), false);
    }

    /**
     * Returns the shorter of a wait and the remaining time.
     *
     * @throws Passed if none remains
     */
    public @Nullable Duration atMost(@Nullable Duration wait) throws Passed {
        if (isNever) {
            return wait;
        }
        if (hasPassed()) {
            throw new Passed();
        }
        Duration left = Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
        return wait == null || left.compareTo(wait) < 0 ? left : wait;
    }

    /** Returns the remaining time; null without a deadline. */
    public @Nullable Duration left() {
        return isNever ? null : Duration.ofNanos(endNanos - System.nanoTime());
    }

    /** Less than a millisecond counts as passed. */
    public boolean hasPassed() {
        return !isNever && endNanos - System.nanoTime() < 1_000_000;
    }

    /** Returns the cause of a wait that timed out: the deadline, or its own limit. */
    IOException orElse(IOException limit) {
        return hasPassed() ? new Passed() : limit;
    }

    /** Thrown when the deadline has passed. */
    public static final class Passed extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        public Passed() {
            super("the total timeout elapsed");
        }
    }
}
