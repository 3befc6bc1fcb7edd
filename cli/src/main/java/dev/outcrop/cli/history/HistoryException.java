package dev.outcrop.cli.history;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;

/** Thrown when the history cannot be read or written. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String PATH = "outcrop log path";

    private final String remedy;

    private HistoryException(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    HistoryException(String what, @Nullable Throwable cause) {
        this(what, PATH, cause);
    }

    /** By the primary result code of SQLite. */
    static HistoryException of(SQLException e, Path file) {
        return switch (e.getErrorCode() & 0xff) {
            case 11, 26 ->
                    new HistoryException(
                            "The history is damaged. It is the file " + file + ".",
                            "mv " + quoted(file) + " " + quoted(file) + ".damaged",
                            e);
            case 13 ->
                    new HistoryException(
                            "The history cannot be written: the disk is full.",
                            "df -h " + quoted(file),
                            e);
            case 5, 6 ->
                    new HistoryException(
                            "Another process has locked the history. It is the file " + file + ".",
                            PATH,
                            e);
            case 8, 14, 23 ->
                    new HistoryException(
                            "The history cannot be opened for writing. It is the file "
                                    + file
                                    + ".",
                            "ls -l " + quoted(file),
                            e);
            default -> new HistoryException("The history failed: " + e.getMessage(), PATH, e);
        };
    }

    private static String quoted(Path file) {
        String name = file.toString();
        return name.matches("[\\w./@%+=:,-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** Returns a command that helps. */
    public String remedy() {
        return remedy;
    }
}
