package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The events of one answer, and whatever has to be told how it ended. For one thread, but for
 * {@link #cancel} and {@link #known}.
 */
public interface AnswerEvents extends EventSource {
    /** How often requests were sent. */
    int attempts();

    /**
     * What is left of the call's total time; null if it may take as long as it does. Any thread.
     */
    @Nullable Duration left();

    /** The failure, with what is known about the call. */
    BedrockException known(BedrockException failure);

    /** The turn, with the model noted that gave it. */
    Turn noted(Turn turn);

    /** Has {@link #next}, in whatever thread, end at once as cancelled. */
    void cancel();

    /** The answer is whole; the call is over. */
    void done(Turn turn);

    /** The answer will not become whole; the call is over. */
    void failed(BedrockException failure);

    /** What was thrown says nothing about the call; the call is over. */
    void broken();
}
