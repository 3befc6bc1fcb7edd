package dev.outcrop.local.engine;

import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/**
 * Answers questions with the events of ConverseStream. A Converse answer is assembled from the same
 * events, so that both have the same content.
 *
 * <p>Called by many virtual threads at once: it may block. The consumer of the events may block,
 * and throws if the client has disconnected; do not catch that exception.
 */
@FunctionalInterface
public interface Engine {
    /**
     * Sends the whole answer, from {@code messageStart} to {@code metadata}.
     *
     * @throws dev.outcrop.local.wire.ServiceError to reject the question, or to break off after
     *     some events
     */
    void answer(Question question, Consumer<Event> out);
}
