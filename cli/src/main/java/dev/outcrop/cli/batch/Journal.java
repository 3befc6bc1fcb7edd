package dev.outcrop.cli.batch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends records to a file, in groups: a record is counted when it is on the disk. While one group
 * is written, the next one gathers. Locked against other processes. Safe for any number of threads.
 */
final class Journal implements AutoCloseable {
    private static final int MOST_WAITING = 4096;

    /** With so many, a group is written at once. */
    private static final int ENOUGH = 512;

    /** How long a smaller group gathers: to sync for each record costs more than to make it. */
    private static final long GATHERING_NANOS = 5_000_000;

    private record Entry(ByteBuffer bytes, Runnable counted) {}

    private final FileChannel file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final Thread writer;
    private List<Entry> waiting = new ArrayList<>(); // guarded by lock
    private boolean closing; // guarded by lock
    private @Nullable Throwable failure; // guarded by lock

    private Journal(FileChannel file) {
        this.file = file;
        writer = Thread.ofPlatform().name("outcrop-journal").daemon().unstarted(this::write);
    }

    /**
     * Opens a file to append to it.
     *
     * @param from where the next record begins; what follows is cut off
     * @throws IOException also if another process has it open
     */
    static Journal open(Path path, long from) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireLock(path, file);
            file.truncate(from);
            file.position(from);
            file.force(true);
            sync(path.toAbsolutePath().getParent());
            var journal = new Journal(file);
            journal.writer.start();
            return journal;
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static void requireLock(Path path, FileChannel file) throws IOException {
        FileLock held;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            throw new IOException(path + " is in use by another run");
        }
    }

    /** Makes the name of a new file durable, where the system can. */
    static void sync(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; its file system does this by itself.
        }
    }

    /**
     * Appends a record.
     *
     * @param counted called by another thread when the record is on the disk, one at a time
     * @throws UncheckedIOException if the file cannot be written
     */
    void append(byte[] bytes, Runnable counted) {
        lock.lock();
        try {
            while (waiting.size() >= MOST_WAITING && failure == null) {
                emptied.awaitUninterruptibly();
            }
            requireWritable();
            waiting.add(new Entry(ByteBuffer.wrap(bytes), counted));
            if (waiting.size() == 1 || waiting.size() == ENOUGH) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireWritable() {
        if (failure instanceof IOException e) {
            throw new UncheckedIOException(e);
        }
        if (failure != null) {
            throw new IllegalStateException("the journal failed", failure);
        }
    }

    private void write() {
        try {
            for (List<Entry> group = next(); !group.isEmpty(); group = next()) {
                int length = group.stream().mapToInt(entry -> entry.bytes().remaining()).sum();
                var buffer = ByteBuffer.allocate(length);
                group.forEach(entry -> buffer.put(entry.bytes()));
                buffer.flip();
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                file.force(false);
                group.forEach(entry -> entry.counted().run());
            }
        } catch (Throwable e) {
            lock.lock();
            try {
                failure = e;
                emptied.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for a group; empty at the end. */
    private List<Entry> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                filled.awaitUninterruptibly();
            }
            gather();
            List<Entry> group = waiting;
            waiting = new ArrayList<>();
            emptied.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        long left = GATHERING_NANOS;
        while (waiting.size() < ENOUGH && !closing && left > 0) {
            try {
                left = filled.awaitNanos(left);
            } catch (InterruptedException e) {
                return; // written at once
            }
        }
    }

    /**
     * Writes what waits, and closes the file.
     *
     * @throws UncheckedIOException if the file could not be written
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lock.lock();
        try {
            requireWritable();
        } finally {
            lock.unlock();
        }
    }
}
