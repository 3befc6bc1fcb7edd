package dev.outcrop.internal;

import org.jspecify.annotations.Nullable;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Replaces a file atomically: a temporary file is written beside it, synced to the disk, and
 * renamed. Only its owner may read it. A symbolic link is kept, and its target is replaced.
 * Anything but a regular file, such as a device, is rejected. If the thread is interrupted, the
 * file is still written, and the thread stays interrupted.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes the file.
     *
     * @throws UncheckedIOException if it cannot be written; an old file is then unchanged
     */
    public static void write(Path file, byte[] bytes) {
        Path fresh = null;
        try {
            Path target = LinkTarget.of(file);
            refuseOther(target);
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new FileSystemException(
                        file.toString(), null, "there is no directory " + folder);
            }
            fresh = Files.createTempFile(folder, ".outcrop-", ".tmp", ownerOnly(folder));
            writeAndSync(fresh, bytes);
            Files.move(
                    fresh,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            remove(fresh);
            throw new UncheckedIOException("cannot write " + file + ": " + FileFault.why(e), e);
        }
    }

    private static void refuseOther(Path target) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(
                    target.toString(),
                    null,
                    Files.isDirectory(target) ? "it is a directory" : "it is not a regular file");
        }
    }

    /** Uses a stream: an interrupt closes a channel, and the file would stay incomplete. */
    private static void writeAndSync(Path file, byte[] bytes) throws IOException {
        boolean onDisk = file.getFileSystem().equals(FileSystems.getDefault());
        try (OutputStream out =
                onDisk ? new FileOutputStream(file.toFile()) : Files.newOutputStream(file)) {
            out.write(bytes);
            if (out instanceof FileOutputStream stream) {
                stream.getFD().sync();
            }
        }
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the failure to write is the one that is thrown
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
