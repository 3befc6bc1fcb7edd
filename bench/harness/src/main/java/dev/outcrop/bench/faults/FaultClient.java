package dev.outcrop.bench.faults;

/**
 * A client as its documentation says to use it, with its own defaults. What its user sees goes to
 * the {@link Listener}; what a method throws is a failure that the user sees, too. Methods may
 * return before the answer has ended.
 *
 * <p>The implementing class has a constructor with the address of the server and {@link Limits}.
 */
public interface FaultClient extends AutoCloseable {
    /** Asks for a whole answer. */
    void call(Ask ask, Listener to) throws Exception;

    /** Asks for an answer as it comes. */
    void stream(Ask ask, Listener to) throws Exception;

    /** The same, and cancels it when the second piece of text has come. */
    void cancel(Ask ask, Listener to) throws Exception;

    /** Asks, and asks again with the first answer in the history; tells of the second one. */
    void talk(Ask first, Ask second, boolean streamed, Listener to) throws Exception;

    @Override
    default void close() throws Exception {}
}
