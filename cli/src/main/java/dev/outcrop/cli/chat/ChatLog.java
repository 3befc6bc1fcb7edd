package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.history.ChatId;
import dev.outcrop.cli.history.History;
import dev.outcrop.cli.history.HistoryException;
import dev.outcrop.cli.history.PendingChats;
import dev.outcrop.cli.history.StoredChat;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.ListItem;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Stores a conversation after each answer, unless that is switched off. For one thread. */
public final class ChatLog {
    private final ProcessContext stage;
    private final boolean enabled;
    private final SecureRandom random = new SecureRandom();
    private String id;
    private Instant created;
    private @Nullable Path last;

    public ChatLog(ProcessContext stage, CallOptions options, Config config) {
        this.stage = stage;
        this.enabled = !options.output.noLog && config.is(Setting.LOG, true);
        this.id = newId();
        this.created = stage.environment().clock().instant();
    }

    /** Returns the id of the conversation. */
    public String id() {
        return id;
    }

    /** Returns a new id, for an answer. */
    public String newId() {
        return ChatId.next(stage.environment().clock(), random);
    }

    /** Begins a new conversation. */
    void begin() {
        id = newId();
        created = stage.environment().clock().instant();
        last = null;
    }

    /**
     * Opens the conversation that the options continue; null if they begin a new one.
     *
     * @throws UsageException if there is none
     */
    public @Nullable Chat continued(
            CallOptions options, ChatSetup setup, BedrockConnection connection) {
        if (!options.continued && options.conversation == null) {
            return null;
        }
        return resumed(stored(options.conversation), setup, connection);
    }

    /**
     * Opens a conversation that the person chooses; null if none was chosen.
     *
     * @throws UsageException if the questions are not typed at a terminal
     */
    public @Nullable Chat picked(InputLines lines, ChatSetup setup, BedrockConnection connection) {
        StoredChat stored = picked(lines);
        return stored == null ? null : resumed(stored, setup, connection);
    }

    private Chat resumed(StoredChat stored, ChatSetup setup, BedrockConnection connection) {
        begin(stored);
        Chat chat = connection.stored(stored.chat());
        return setup.resume(chat.model().id(), chat.system(), chat.turns());
    }

    /** Continues a stored conversation. */
    void begin(StoredChat stored) {
        id = stored.id();
        created = stored.created();
        last = null;
    }

    /**
     * Lets the person choose a conversation; null if none was chosen.
     *
     * @throws UsageException if the questions are not typed at a terminal, or there is none
     */
    @Nullable StoredChat picked(InputLines lines) {
        if (!lines.typed()) {
            throw new UsageException(
                    "To choose a conversation, a terminal is needed. Without one, name it: --cid"
                            + " ID.",
                    "outcrop log list");
        }
        try (History history = History.open(stage)) {
            List<ListItem> choices =
                    StoredChoices.of(history, stage.environment().clock().instant());
            if (choices.isEmpty()) {
                throw new UsageException("No conversation is stored.", "outcrop chat");
            }
            String chosen = lines.choose("Conversation: ", choices);
            return chosen == null ? null : history.load(whole(history, chosen));
        } catch (HistoryException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e.remedy(), ExitCode.FAILED);
        }
    }

    private StoredChat stored(@Nullable String beginning) {
        try (History history = History.open(stage)) {
            StoredChat found =
                    beginning == null ? history.last() : history.load(whole(history, beginning));
            if (found == null) {
                throw new UsageException(
                        "There is no conversation to continue.", "outcrop log list");
            }
            return found;
        } catch (HistoryException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e.remedy(), ExitCode.FAILED);
        }
    }

    /**
     * Returns the id that begins with this text.
     *
     * @throws UsageException if there is none, or more than one
     */
    public static String whole(History history, String beginning) {
        List<String> ids = history.ids(beginning);
        if (ids.size() == 1) {
            return ids.getFirst();
        }
        throw new UsageException(
                ids.isEmpty()
                        ? "No conversation \"" + beginning + "\"."
                        : "Several conversations begin with \"" + beginning + "\".",
                "outcrop log list");
    }

    /** Stores the current state. A failure is only a warning: the answer is there. */
    public void store(Chat chat) {
        if (!enabled || chat.turns().isEmpty()) {
            return;
        }
        try {
            Instant now = stage.environment().clock().instant();
            Path file = new PendingChats(stage).add(StoredChat.of(id, created, now, chat));
            if (last != null && !last.equals(file)) {
                Files.deleteIfExists(last);
            }
            last = file;
        } catch (IOException e) {
            warn(FileErrors.reason(e));
        } catch (UncheckedIOException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    private void warn(String why) {
        String warning =
                "warning: the conversation is not stored in "
                        + ConfigFolder.data(stage)
                        + ": "
                        + why;
        stage.stdio().err().println(TerminalText.harmless(warning));
    }
}
