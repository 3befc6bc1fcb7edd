package dev.outcrop.cli.history;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.PrivateFile;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Opens the database, and brings it to the current version. Several processes may use it at the
 * same time. Only its owner can read it.
 */
final class Database {
    /** How long to wait for another process that writes. */
    private static final int BUSY_MILLIS = 30_000;

    /** Each brings the database from the version of its index to the next one. */
    private static final List<List<String>> MIGRATIONS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE chats (
                              id TEXT PRIMARY KEY, created TEXT NOT NULL, updated TEXT NOT NULL,
                              model TEXT NOT NULL, title TEXT NOT NULL, head TEXT NOT NULL,
                              input INTEGER NOT NULL, output INTEGER NOT NULL, usd TEXT)""",
                            "CREATE INDEX chats_updated ON chats (updated)",
                            """
                            CREATE TABLE turns (
                              number INTEGER PRIMARY KEY,
                              chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
                              position INTEGER NOT NULL, json TEXT NOT NULL, text TEXT NOT NULL,
                              UNIQUE (chat, position))""",
                            """
                            CREATE TABLE attachments (
                              hash TEXT PRIMARY KEY, content BLOB NOT NULL)""",
                            """
                            CREATE TABLE chat_attachments (
                              chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
                              hash TEXT NOT NULL REFERENCES attachments (hash),
                              PRIMARY KEY (chat, hash))""",
                            "CREATE VIRTUAL TABLE turns_text USING fts5"
                                    + " (text, content='turns', content_rowid='number')",
                            """
                            CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN
                              INSERT INTO turns_text (rowid, text) VALUES (new.number, new.text);
                            END""",
                            """
                            CREATE TRIGGER turns_removed AFTER DELETE ON turns BEGIN
                              INSERT INTO turns_text (turns_text, rowid, text)
                              VALUES ('delete', old.number, old.text);
                            END"""));

    private Database() {}

    /**
     * Opens it; creates it if it does not exist.
     *
     * @throws HistoryException if that is not possible, or a newer version of Outcrop wrote it
     */
    static Connection open(Path file) {
        try {
            PrivateFile.folder(file.getParent());
            PrivateFile.create(file);
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
                    statement.execute("PRAGMA journal_mode = WAL");
                    statement.execute("PRAGMA synchronous = NORMAL");
                    statement.execute("PRAGMA foreign_keys = ON");
                }
                migrate(connection, file);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw HistoryException.of(e, file);
        } catch (IOException e) {
            throw new HistoryException("Cannot open " + file + ": " + FileErrors.reason(e), e);
        }
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        if (version(connection) == MIGRATIONS.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                int version = version(connection); // another process may have been faster
                if (version > MIGRATIONS.size()) {
                    throw new HistoryException(
                            file + " was written by a newer version of Outcrop.", null);
                }
                for (List<String> migration : MIGRATIONS.subList(version, MIGRATIONS.size())) {
                    for (String sql : migration) {
                        statement.execute(sql);
                    }
                }
                statement.execute("PRAGMA user_version = " + MIGRATIONS.size());
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }
}
