package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Content;
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
    private @Nullable Turn summarizing;

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

    /** Continues with a history that begins with a summary. */
    void summarized(List<Turn> turns) {
        chat.setTurns(turns);
        summarizing = turns.getFirst();
    }

    /**
     * Removes the last question and its answer, and returns the question; null if there is none. A
     * summary stays.
     */
    @Nullable List<Content> takeBack() {
        List<Turn> round = chat.lastRound();
        if (round.isEmpty()
                || !round.getFirst().role().equals(Role.USER)
                || round.getFirst().equals(summarizing)) {
            return null;
        }
        List<Turn> turns = chat.turns();
        chat.setTurns(turns.subList(0, turns.size() - round.size()));
        return new ArrayList<>(round.getFirst().content());
    }
}
