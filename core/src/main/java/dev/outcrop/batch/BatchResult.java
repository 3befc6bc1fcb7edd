package dev.outcrop.batch;

import java.util.Objects;

/**
 * What became of one call of several: its value, or the reason why there is none.
 *
 * @param <T> what a call gives
 */
public sealed interface BatchResult<T> {
    /** The call gave this. */
    record Done<T>(T value) implements BatchResult<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public T get() {
            return value;
        }
    }

    /** The call gave nothing, because of this; one that was never begun was cancelled. */
    record Failed<T>(RuntimeException failure) implements BatchResult<T> {
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public T get() {
            throw failure;
        }
    }

    /**
     * The value.
     *
     * @throws RuntimeException the failure, if there is none
     */
    T get();

    /** Whether there is a value. */
    default boolean isDone() {
        return this instanceof Done;
    }
}
