package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The current chat; replaced by a new one if a setting cannot be changed. */
public final class CurrentChat {
    private final ChatSetup setup;
    private Chat chat;

    public CurrentChat(ChatSetup setup, Chat chat) {
        this.setup = setup;
        this.chat = chat;
    }

    Chat chat() {
        return chat;
    }

    ChatSetup setup() {
        return setup;
    }

    /** Changes the system prompt; blank means none. */
    void system(String prompt) {
        chat.setSystem(prompt);
    }

    /**
     * Changes the model.
     *
     * @param given id, alias or words
     * @throws UsageException if it is not a valid model
     */
    void model(String given) {
        chat = setup.open(given, chat.system(), chat.turns());
    }

    void params(Params params) {
        setup.setParams(params);
        chat = setup.open(chat.model().id(), chat.system(), chat.turns());
    }

    /** Clears the history. */
    void clear() {
        chat.setTurns(List.of());
    }

    void replace(Chat other) {
        chat = setup.open(other.model().id(), other.system(), other.turns());
    }

    /** Replaces the conversation by a summary of it. */
    void summarized(String summary) {
        chat.setTurns(
                List.of(
                        Turn.of(Message.user("Summary of our conversation so far:\n\n" + summary)),
                        Turn.of(Message.assistant("Understood. I continue from this summary."))));
    }

    /**
     * Removes the last question and its answer, and returns the question; null if there is none.
     * Results of tools belong to the answer.
     */
    @Nullable List<Content> takeBack() {
        List<Turn> turns = chat.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            boolean question =
                    turns.get(i).role().equals(Role.USER)
                            && turns.get(i).content().stream()
                                    .noneMatch(block -> block instanceof Content.ToolResult);
            if (question) {
                chat.setTurns(turns.subList(0, i));
                return new ArrayList<>(turns.get(i).content());
            }
        }
        return null;
    }
}
