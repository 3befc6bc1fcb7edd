package dev.outcrop.internal.chat;

import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** The steps of one answer: model calls, with tool runs in between. For one thread. */
public interface AnswerLoop {
    /** The tools to run before the model is called at all; null if there are none. */
    @Nullable ToolExecution pending();

    /**
     * Calls the model with the current messages.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    AnswerEvents open();

    /**
     * Calls the model with the current messages, and waits for its whole turn.
     *
     * @throws dev.outcrop.error.BedrockException if there is none
     */
    CallExecutor.Answer<Turn> call();

    /**
     * Called when a turn of the model begins to arrive in pieces, until {@link #answered} or {@link
     * #brokeOff}.
     *
     * @param soFar the turn so far: whole, partial, or null for nothing; any thread may call it
     */
    default void arriving(Supplier<@Nullable Turn> soFar) {}

    /**
     * Called when a turn of the model is complete.
     *
     * @return the tools to run before the model is called again; null if the answer is complete
     * @throws dev.outcrop.error.BedrockException if the answer ends here with an error
     */
    @Nullable ToolExecution answered(CallExecutor.Answer<Turn> call);

    /** Called when these tools have run, or were stopped. */
    void ran(ToolExecution run);

    /** Returns the whole answer. */
    Answer answer();

    /** Called when the answer is complete, and nothing follows. */
    void done();

    /**
     * Called when the answer broke off.
     *
     * @param partial the part of the turn that had arrived, if any
     */
    void brokeOff(@Nullable Turn partial, Throwable why);
}
