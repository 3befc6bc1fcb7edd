package dev.outcrop.local.recording;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts recordings into a folder, each whole or not at all, for its owner's eyes only. Numbers go on
 * from what is there, so that files sort as they were recorded. Safe for several threads.
 */
final class RecordingFiles {
    private final Path folder;
    private final AtomicInteger count;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /**
     * In this folder.
     *
     * @throws IOException if there is no folder and none can be made
     */
    RecordingFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.count = new AtomicInteger(Recordings.files(folder).size());
    }

    /**
     * Opens a file for one recording, before anything is asked that cannot be recorded then.
     *
     * @throws IOException if the folder cannot be written to
     */
    Draft open() throws IOException {
        Path file = Files.createTempFile(folder, ".recording-", ".tmp", forTheOwner());
        return new Draft(file, new FileOutputStream(file.toFile()));
    }

    Path folder() {
        return folder;
    }

    /** Counts a recording that could not be written, until {@link #reportLost}. */
    void lost(IOException e) {
        lost.incrementAndGet();
        failure.compareAndSet(null, e);
    }

    /**
     * Says once which recordings could not be written.
     *
     * @throws UncheckedIOException if there are such
     */
    void reportLost() {
        IOException first = failure.getAndSet(null);
        if (first != null) {
            int count = lost.getAndSet(0);
            throw new UncheckedIOException(
                    count
                            + (count == 1 ? " recording" : " recordings")
                            + " could not be written to "
                            + folder
                            + ": "
                            + first,
                    first);
        }
    }

    /** A recording that is not in the folder until it is saved. Closing it removes what is left. */
    final class Draft implements AutoCloseable {
        private final Path file;
        private final FileOutputStream out;

        private Draft(Path file, FileOutputStream out) {
            this.file = file;
            this.out = out;
        }

        void save(String operation, Json.Obj recording) throws IOException {
            out.write(recording.toString().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
            String name = "%05d-%s.json".formatted(count.incrementAndGet(), operation);
            Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }

        /** Never fails: a file that stays is no recording, as its name says. */
        @Override
        public void close() {
            try {
                out.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Nothing of it is read as a recording.
            }
        }
    }

    private static FileAttribute<?>[] forTheOwner() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
