package dev.outcrop.local.engine;

import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/**
 * Answers questions with the events of ConverseStream. A Converse answer is folded from the same
 * events, so that both say the same.
 *
 * <p>Called by many threads at once, each a virtual one: blocking is fine. Whoever takes the events
 * may block, and throws where the client is gone; let that pass.
 */
@FunctionalInterface
public interface Engine {
    /**
     * Gives the whole answer, from {@code messageStart} to {@code metadata}.
     *
     * @throws dev.outcrop.local.wire.ServiceError to refuse, or to break off after some events
     */
    void answer(Question question, Consumer<Event> out);
}
