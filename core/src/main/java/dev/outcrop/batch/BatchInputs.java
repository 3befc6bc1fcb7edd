package dev.outcrop.batch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;

/** The inputs that are still to be called. Safe for any number of threads. */
final class BatchInputs<T> {
    /** How often a throttled input is called again. */
    private static final int MOST_TRIES = 20;

    private final Iterator<? extends T> inputs;
    private final ArrayDeque<Input<T>> throttled = new ArrayDeque<>();
    private long next;
    private boolean over;

    /** How many calls were throttled since the last one that was not. */
    private int refusals;

    BatchInputs(Iterable<? extends T> inputs) {
        this.inputs = inputs.iterator();
    }

    record Input<T>(long index, T value, int tries) {}

    /**
     * Returns the next input; null if there are no more.
     *
     * @throws NullPointerException if it is null; the message says which
     */
    synchronized @Nullable Input<T> next() {
        if (!over) {
            over = true; // if the iterator throws
            if (inputs.hasNext()) {
                T value = inputs.next();
                if (value == null) {
                    throw new NullPointerException("input " + next + " of the batch is null");
                }
                over = false;
                return new Input<>(next++, value, 1);
            }
        }
        return throttled.poll();
    }

    /** Records that a call ended, and was not throttled. */
    synchronized void accepted() {
        refusals = 0;
    }

    /**
     * Puts a throttled input back to the end.
     *
     * @return false if it was tried too often, or the service throttles everything
     */
    synchronized boolean putBack(Input<T> input) {
        if (input.tries() > MOST_TRIES || ++refusals > 10 * MOST_TRIES) {
            return false;
        }
        throttled.add(new Input<>(input.index(), input.value(), input.tries() + 1));
        return true;
    }
}
