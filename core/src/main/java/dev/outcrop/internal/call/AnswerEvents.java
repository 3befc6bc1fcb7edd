package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The events of one answer, and methods to report how it ended. For one thread, except {@link
 * #cancel} and {@link #known}.
 */
public interface AnswerEvents extends EventSource {
    /** How often requests were sent. */
    int attempts();

    /** The rest of the call's total time; null for no limit. Any thread may call it. */
    @Nullable Duration left();

    /** Returns what is known of the response of the call; null if nothing is. */
    @Nullable Received received();

    /** Returns the failure, with details of the call. */
    BedrockException known(BedrockException failure);

    /** Returns the turn, with its model recorded. */
    Turn noted(Turn turn);

    /** Makes {@link #next} end at once as cancelled, in any thread. */
    void cancel();

    /** Reports that the answer is complete; the call is over. */
    void done(Turn turn);

    /** Reports that the answer has failed; the call is over. */
    void failed(BedrockException failure);

    /** Reports an error unrelated to the call; the call is over. */
    void broken();
}
