package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner can read. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Creates a file if it does not exist; null if that is not possible. */
    public static @Nullable Path ready(Path file) {
        try {
            folder(file.getParent());
            create(file);
            return file;
        } catch (IOException e) {
            return null;
        }
    }

    /** Creates a file, unless it exists. */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // It stays as it is.
        } catch (UnsupportedOperationException e) {
            Files.createFile(file);
        }
    }

    /** Creates a folder, unless it exists. */
    public static void folder(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(folder);
        }
    }
}
