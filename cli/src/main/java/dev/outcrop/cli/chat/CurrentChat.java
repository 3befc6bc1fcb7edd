package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The current chat; replaced by a new one if a setting cannot be changed. */
public final class CurrentChat {
    private final BedrockConnection connection;
    private final Params params;
    private Chat chat;

    public CurrentChat(BedrockConnection connection, Params params, Chat chat) {
        this.connection = connection;
        this.params = params;
        this.chat = chat;
    }

    Chat chat() {
        return chat;
    }

    /** Changes the system prompt; blank means none. */
    void system(String prompt) {
        chat = open(chat.model().id(), prompt, chat.turns());
    }

    /**
     * Changes the model.
     *
     * @throws UsageException if it is not a valid model id
     */
    void model(String id) {
        chat = open(id, chat.system(), chat.turns());
    }

    /** Clears the history. */
    void clear() {
        chat = open(chat.model().id(), chat.system(), List.of());
    }

    /** Removes the last question and its answer. Returns the question, or null if there is none. */
    @Nullable String takeBack() {
        List<Turn> turns = chat.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role().equals(Role.USER)) {
                chat = open(chat.model().id(), chat.system(), turns.subList(0, i));
                return turns.get(i).text();
            }
        }
        return null;
    }

    private Chat open(String model, String system, List<Turn> turns) {
        return connection.chat(model).system(system).params(params).turns(turns).open();
    }
}
