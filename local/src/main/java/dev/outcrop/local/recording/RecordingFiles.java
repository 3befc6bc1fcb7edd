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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes recordings to a folder, each atomically, readable only by their owner. Numbering continues
 * from existing files, so that files sort in the order of recording. Safe for several threads.
 */
final class RecordingFiles {
    private final Path folder;
    private final AtomicInteger count;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private int drafts; // guarded by lock

    /**
     * Opens a folder.
     *
     * @throws IOException if it does not exist and cannot be created
     */
    RecordingFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.count = new AtomicInteger(Recordings.files(folder).size());
    }

    /**
     * Opens a file for one recording, before the request is sent, so that it can be recorded.
     *
     * @throws IOException if the folder is not writable
     */
    Draft open() throws IOException {
        Path file = Files.createTempFile(folder, ".recording-", ".tmp", forTheOwner());
        Draft draft = new Draft(file, new FileOutputStream(file.toFile()));
        count(1);
        return draft;
    }

    /** Waits until no draft is open. An interrupt ends the wait, and remains set. */
    void awaitNone(Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (drafts > 0 && nanos > 0) {
                nanos = closed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            drafts += change;
            closed.signalAll();
        } finally {
            lock.unlock();
        }
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
     * Reports once which recordings could not be written.
     *
     * @throws UncheckedIOException if there are any
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

    /**
     * A recording that is not in the folder until it is saved. Closing it removes the temporary
     * file.
     */
    final class Draft implements AutoCloseable {
        private final Path file;
        private final FileOutputStream out;
        private boolean open = true;

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

        /** Never fails: a remaining file is not read as a recording, because of its name. */
        @Override
        public void close() {
            try {
                out.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is not read as a recording.
            }
            if (open) {
                open = false;
                count(-1);
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
