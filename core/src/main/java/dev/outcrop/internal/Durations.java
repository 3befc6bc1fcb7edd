package dev.outcrop.internal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * Bounds durations from callers, so that arithmetic with them does not overflow: a {@link Duration}
 * may be longer than a {@code long} can count nanoseconds.
 */
public final class Durations {
    /** A hundred years, which is a third of what a {@code long} counts in nanoseconds. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    private Durations() {}

    /** Limits a duration to {@link #LONGEST}, in both directions. */
    public static Duration capped(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return duration.compareTo(LONGEST.negated()) < 0 ? LONGEST.negated() : duration;
    }

    /**
     * Limits a duration.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static Duration positive(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return capped(duration);
    }

    /**
     * Limits a duration; null for none.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static @Nullable Duration positiveOrNone(@Nullable Duration duration, String name) {
        return duration == null ? null : positive(duration, name);
    }

    /**
     * Limits a duration.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration notNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return capped(duration);
    }
}
