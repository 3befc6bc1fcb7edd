package dev.outcrop.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used. The JDK's message is often the name of the file only. */
public final class FileErrors {
    private FileErrors() {}

    /** Returns the reason, without a full stop. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> "no such file or folder";
            case AccessDeniedException ignored -> "permission denied";
            case FileAlreadyExistsException ignored -> "it exists already";
            case NotDirectoryException ignored -> "not a folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
