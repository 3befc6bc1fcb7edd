package dev.outcrop.batch;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The inputs that are still to be called. Safe for any number of threads. The iterator may wait for
 * its next input, and only who needs that one waits for it.
 */
final class BatchInputs<T> {
    /** How often a throttled input is called again. */
    private static final int MOST_TRIES = 20;

    private final ReentrantLock reading = new ReentrantLock();
    private final Iterator<? extends T> inputs; // guarded by reading
    private final ConcurrentLinkedQueue<Input<T>> throttled = new ConcurrentLinkedQueue<>();
    private long next; // guarded by reading
    private boolean over; // guarded by reading

    /** How many calls were throttled since the last one that was not. */
    private final AtomicInteger refusals = new AtomicInteger();

    BatchInputs(Iterable<? extends T> inputs) {
        this.inputs = inputs.iterator();
    }

    record Input<T>(long index, T value, int tries) {}

    /**
     * Returns the next input; null if there are no more, or the thread is interrupted while another
     * one waits for the iterator.
     *
     * @throws NullPointerException if it is null; the message says which
     */
    @Nullable Input<T> next() {
        if (!reading.tryLock()) {
            Input<T> again = throttled.poll();
            if (again != null) {
                return again;
            }
            try {
                reading.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        try {
            Input<T> read = read();
            return read == null ? throttled.poll() : read;
        } finally {
            reading.unlock();
        }
    }

    private @Nullable Input<T> read() {
        if (over) {
            return null;
        }
        over = true; // if the iterator throws
        if (!inputs.hasNext()) {
            return null;
        }
        T value = inputs.next();
        if (value == null) {
            throw new NullPointerException("input " + next + " of the batch is null");
        }
        over = false;
        return new Input<>(next++, value, 1);
    }

    /** Records that a call ended, and was not throttled. */
    void accepted() {
        refusals.set(0);
    }

    /**
     * Puts a throttled input back to the end.
     *
     * @return false if it was tried too often, or the service throttles everything
     */
    boolean putBack(Input<T> input) {
        if (input.tries() > MOST_TRIES || refusals.incrementAndGet() > 10 * MOST_TRIES) {
            return false;
        }
        throttled.add(new Input<>(input.index(), input.value(), input.tries() + 1));
        return true;
    }
}
