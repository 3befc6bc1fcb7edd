package dev.outcrop.cli.history;

import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored conversations. Each turn is a row, each attachment is stored once. For one thread;
 * several processes may use the same file.
 */
public final class History implements AutoCloseable {
    private static final String COLUMNS =
            "id, created, updated, model, title, input, output, usd,"
                    + " (SELECT count(*) FROM turns WHERE turns.chat = chats.id)";

    private final Path file;
    private final Connection connection;

    private History(Path file) {
        this.file = file;
        this.connection = Database.open(file);
    }

    /**
     * One line of a list.
     *
     * @param usd null if the cost is not known
     * @param turns how many questions, answers and results of tools it has
     * @param found where a search matched; empty if there was none
     */
    public record Entry(
            String id,
            Instant created,
            Instant updated,
            String model,
            String title,
            long input,
            long output,
            @Nullable BigDecimal usd,
            int turns,
            String found) {}

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Returns the file of the database. */
    public static Path file(ProcessContext stage) {
        return ConfigFolder.data(stage).resolve("history.db");
    }

    /**
     * Opens the history, and moves into it what waits for that.
     *
     * @throws HistoryException if that is not possible
     */
    public static History open(ProcessContext stage) {
        var history = new History(file(stage));
        try {
            new PendingChats(stage).drain(history::save);
            return history;
        } catch (IOException e) {
            history.close();
            throw new HistoryException("Cannot read the history: " + FileErrors.reason(e), e);
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
    }

    /** Stores a conversation in place of its older state. A newer state stays. */
    public void save(StoredChat chat) {
        Map<String, String> media = new HashMap<>();
        List<Json> turns = new ArrayList<>();
        for (Json turn : chat.chat().array("turns")) {
            turns.add(MediaParts.without(turn, media));
        }
        Json head = MediaParts.without(chat.chat().without("turns"), media);
        inTransaction(
                () -> {
                    if (isNewer(chat)) {
                        return 0;
                    }
                    saveHead(chat, head);
                    saveTurns(chat.id(), turns);
                    saveMedia(chat.id(), media);
                    return turns.size();
                });
    }

    /** Returns whether a newer state is stored: another process was faster. */
    private boolean isNewer(StoredChat chat) throws SQLException {
        List<String> stored =
                query("SELECT updated FROM chats WHERE id = ?", row -> row.getString(1), chat.id());
        return !stored.isEmpty() && Instant.parse(stored.getFirst()).isAfter(chat.updated());
    }

    private void saveHead(StoredChat chat, Json head) throws SQLException {
        update(
                "INSERT INTO chats (id, created, updated, model, title, head, input, output, usd)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " updated = excluded.updated, model = excluded.model,"
                        + " title = excluded.title, head = excluded.head, input = excluded.input,"
                        + " output = excluded.output, usd = excluded.usd",
                chat.id(),
                chat.created().toString(),
                chat.updated().toString(),
                chat.model(),
                chat.title(),
                head.toString(),
                chat.input(),
                chat.output(),
                chat.usd() == null ? null : chat.usd().toPlainString());
    }

    /** Writes the turns from the first one that differs from what is stored. */
    private void saveTurns(String chat, List<Json> turns) throws SQLException {
        List<String> stored =
                query(
                        "SELECT json FROM turns WHERE chat = ? ORDER BY position",
                        row -> row.getString(1),
                        chat);
        int same = 0;
        while (same < stored.size()
                && same < turns.size()
                && stored.get(same).equals(turns.get(same).toString())) {
            same++;
        }
        update("DELETE FROM turns WHERE chat = ? AND position >= ?", chat, same);
        for (int i = same; i < turns.size(); i++) {
            update(
                    "INSERT INTO turns (chat, position, json, text) VALUES (?, ?, ?, ?)",
                    chat,
                    i,
                    turns.get(i).toString(),
                    ChatText.of((Json.Obj) turns.get(i)));
        }
    }

    private void saveMedia(String chat, Map<String, String> media) throws SQLException {
        for (Map.Entry<String, String> one : media.entrySet()) {
            update(
                    "INSERT OR IGNORE INTO attachments (hash, content) VALUES (?, ?)",
                    one.getKey(),
                    one.getValue().getBytes(StandardCharsets.US_ASCII));
            update(
                    "INSERT OR IGNORE INTO chat_attachments (chat, hash) VALUES (?, ?)",
                    chat,
                    one.getKey());
        }
    }

    /** Returns the latest conversations, newest first. */
    public List<Entry> list(int most) {
        return run(
                () ->
                        query(
                                "SELECT "
                                        + COLUMNS
                                        + ", '' FROM chats ORDER BY updated DESC, id DESC LIMIT ?",
                                History::entry,
                                most));
    }

    /** Returns the conversations that contain all words, best match first. */
    public List<Entry> search(String words, int most) {
        return run(
                () ->
                        query(
                                "SELECT c.id, c.created, c.updated, c.model, c.title, c.input,"
                                        + " c.output, c.usd,"
                                        + " (SELECT count(*) FROM turns WHERE turns.chat = c.id),"
                                        + " snippet(turns_text, 0, '', '', '…', 12)"
                                        + " FROM turns_text JOIN turns t ON t.number ="
                                        + " turns_text.rowid JOIN chats c ON c.id = t.chat"
                                        + " WHERE turns_text MATCH ? ORDER BY rank LIMIT ?",
                                History::entry,
                                match(words),
                                most));
    }

    /** Each word as a text of its own, so that no character is an operator. */
    private static String match(String words) {
        var match = new StringBuilder();
        for (String word : words.strip().split("\\s+", -1)) {
            match.append('"').append(word.replace("\"", "\"\"")).append("\" ");
        }
        return match.toString().strip();
    }

    /** Returns the conversation that was changed last; null if there is none. */
    public @Nullable StoredChat last() {
        List<Entry> newest = list(1);
        return newest.isEmpty() ? null : load(newest.getFirst().id());
    }

    /** Returns the ids that begin with this text, at most three. */
    public List<String> ids(String beginning) {
        String upper = beginning.toUpperCase(java.util.Locale.ROOT);
        return run(
                () ->
                        query(
                                "SELECT id FROM chats WHERE substr(id, 1, ?) = ? LIMIT 3",
                                row -> row.getString(1),
                                upper.length(),
                                upper));
    }

    /** Returns a conversation; null if there is none with this id. */
    public @Nullable StoredChat load(String id) {
        List<StoredChat> found =
                run(
                        () ->
                                query(
                                        "SELECT " + COLUMNS + ", head FROM chats WHERE id = ?",
                                        row -> stored(entry(row)),
                                        id));
        return found.isEmpty() ? null : found.getFirst();
    }

    private StoredChat stored(Entry entry) throws SQLException {
        var turns = new ArrayList<Json>();
        for (String turn :
                query(
                        "SELECT json FROM turns WHERE chat = ? ORDER BY position",
                        row -> row.getString(1),
                        entry.id())) {
            turns.add(MediaParts.with(Json.parse(turn), this::content));
        }
        Json.Obj head = (Json.Obj) MediaParts.with(Json.parse(entry.found()), this::content);
        return new StoredChat(
                entry.id(),
                entry.created(),
                entry.updated(),
                entry.model(),
                head.with("turns", new Json.Arr(turns)),
                entry.input(),
                entry.output(),
                entry.usd());
    }

    private @Nullable String content(String hash) {
        List<String> found =
                run(
                        () ->
                                query(
                                        "SELECT content FROM attachments WHERE hash = ?",
                                        row ->
                                                new String(
                                                        row.getBytes(1), StandardCharsets.US_ASCII),
                                        hash));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Removes a conversation, and the attachments that no other one has. */
    public boolean delete(String id) {
        return inTransaction(
                () -> {
                    update("DELETE FROM turns WHERE chat = ?", id);
                    update("DELETE FROM chat_attachments WHERE chat = ?", id);
                    int removed = update("DELETE FROM chats WHERE id = ?", id);
                    update(
                            "DELETE FROM attachments WHERE hash NOT IN"
                                    + " (SELECT hash FROM chat_attachments)");
                    return removed > 0;
                });
    }

    @Override
    public void close() {
        run(
                () -> {
                    connection.close();
                    return true;
                });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String usd = row.getString(8);
        return new Entry(
                row.getString(1),
                Instant.parse(row.getString(2)),
                Instant.parse(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                usd == null ? null : new BigDecimal(usd),
                row.getInt(9),
                row.getString(10));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            var rows = new ArrayList<T>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reading.of(result));
                }
            }
            return rows;
        }
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /**
     * A transaction that writes from its beginning: otherwise two writers could fail each other.
     */
    private <T> T inTransaction(Work<T> work) {
        return run(
                () -> {
                    update("BEGIN IMMEDIATE");
                    try {
                        T result = work.run();
                        update("COMMIT");
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        update("ROLLBACK");
                        throw e;
                    }
                });
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw HistoryException.of(e, file);
        }
    }
}
