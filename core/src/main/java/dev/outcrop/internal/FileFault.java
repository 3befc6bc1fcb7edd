package dev.outcrop.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes why a file cannot be read or written. */
public final class FileFault {
    private FileFault() {}

    public static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemLoopException loop -> "too many levels of symbolic links";
            case NotDirectoryException plain -> "part of its path is not a directory";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default ->
                    e.getMessage() == null || e instanceof FileSystemException
                            ? e.getClass().getSimpleName()
                            : e.getMessage();
        };
    }
}
