package dev.outcrop.internal.chat;

import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The question for data of a conversation, if the caller asks none. */
public final class SoFar {
    private static final String QUESTION =
            "Extract the requested data from the conversation so far.";

    private SoFar() {}

    /**
     * Returns the question to add; null if the history ends with a question or tool results.
     *
     * @throws IllegalArgumentException if there is no conversation
     * @throws IllegalStateException if the history ends with tool calls that have not run
     */
    public static @Nullable Message question(List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("there is no conversation yet: pass a question");
        }
        Turn last = turns.getLast();
        if (!last.toolUses().isEmpty()) {
            throw new IllegalStateException(
                    "the history ends with tool calls that have not run: call resume() first");
        }
        return last.role().equals(Role.USER) ? null : Message.user(QUESTION);
    }
}
