package dev.outcrop.batch;

import java.util.Objects;

/**
 * The result of one call of a batch: its value, or its failure.
 *
 * @param <T> the type of the value
 */
public sealed interface BatchResult<T> {
    /** The call returned this value. */
    record Done<T>(T value) implements BatchResult<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public T get() {
            return value;
        }
    }

    /** The call failed with this exception; for a call that was never started, a cancellation. */
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
     * Returns the value.
     *
     * @throws RuntimeException the failure, if the call failed
     */
    T get();

    /** Whether there is a value. */
    default boolean isDone() {
        return this instanceof Done;
    }
}
