package dev.outcrop.internal.chat;

import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** What an answer goes through: turns of the model, and tools between them. For one thread. */
public interface AnswerLoop {
    /** The tools that are to be run before the model is asked at all; null if there are none. */
    @Nullable ToolExecution pending();

    /**
     * Asks the model, as things stand now.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    AnswerEvents open();

    /**
     * Asks the model, as things stand now, and waits for its whole turn.
     *
     * @throws dev.outcrop.error.BedrockException if there is none
     */
    CallExecutor.Answer<Turn> call();

    /**
     * A turn of the model arrives in pieces, until {@link #answered} or {@link #brokeOff}.
     *
     * @param soFar what there is of it: whole, partial, or null for nothing; any thread may ask
     */
    default void arriving(Supplier<@Nullable Turn> soFar) {}

    /**
     * A turn of the model is whole.
     *
     * @return the tools that are to be run before the model is asked again; null if that was all
     * @throws dev.outcrop.error.BedrockException if the answer ends here, and not well
     */
    @Nullable ToolExecution answered(Turn turn, int attempts);

    /** These tools were run, or were stopped. */
    void ran(ToolExecution run);

    /** The whole answer. */
    Answer answer();

    /** The answer is complete, and nothing follows. */
    void done();

    /** The answer broke off after this much of a turn, or before anything of one. */
    void brokeOff(@Nullable Turn partial);
}
