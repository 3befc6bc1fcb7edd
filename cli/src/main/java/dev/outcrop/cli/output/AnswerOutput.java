package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;

/** Prints one answer. For one thread. */
public interface AnswerOutput {
    /** Prints an event of the answer. */
    void event(StreamEvent event);

    /** Prints an answer that did not arrive as events. */
    void whole(Reply reply);

    /** Completes an answer that has ended. */
    void end(FinishedAnswer answer);

    /** Completes an answer that broke off, or did not begin. */
    void broken(BedrockException failure);

    /** Returns whether a person reads it, and notes what the command does meanwhile. */
    default boolean isForPerson() {
        return true;
    }
}
