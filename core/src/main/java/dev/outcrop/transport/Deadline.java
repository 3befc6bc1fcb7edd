package dev.outcrop.transport;

import org.jspecify.annotations.Nullable;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The end of the time that a call has; or none. */
record Deadline(long endNanos, boolean isNever) {
    static Deadline in(@Nullable Duration total) {
        return total == null
                ? new Deadline(0, true)
                : new Deadline(System.nanoTime() + total.toNanos(), false);
    }

    /**
     * The shorter of a wait and the time that is left.
     *
     * @throws Passed if none is left
     */
    @Nullable Duration atMost(@Nullable Duration wait) throws Passed {
        if (isNever) {
            return wait;
        }
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        if (left.toMillis() < 1) {
            throw new Passed();
        }
        return wait == null || left.compareTo(wait) < 0 ? left : wait;
    }

    boolean hasPassed() {
        return !isNever && System.nanoTime() - endNanos >= 0;
    }

    /** The time is over. */
    static final class Passed extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        Passed() {
            super("the time for the whole call is over");
        }
    }
}
