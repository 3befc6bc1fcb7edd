package dev.outcrop.bench;

import java.util.function.IntConsumer;

/** A way to ask the stub, set up as its own documentation says, with its own defaults. */
public interface Client extends AutoCloseable {
    /**
     * Asks, waits, and reads the answer.
     *
     * @return how many characters of text there were
     */
    int call(String model) throws Exception;

    /**
     * Asks, and reads the answer as it comes. Returns when it has ended.
     *
     * @param delta is told how many characters each piece of text has
     */
    void stream(String model, IntConsumer delta) throws Exception;

    @Override
    default void close() throws Exception {}
}
