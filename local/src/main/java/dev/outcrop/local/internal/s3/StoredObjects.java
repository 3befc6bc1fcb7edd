package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of objects, and what their files do not tell: types, metadata, checksums. These are in
 * memory, for the last objects that were stored, and no longer used when the file was changed. Safe
 * for several threads.
 */
final class StoredObjects {
    private static final int MOST = 10_000;
    private static final int PIECE = 1 << 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, ObjectFacts> known =
            new LinkedHashMap<>(16, 0.75f, true) { // guarded by lock
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Path, ObjectFacts> eldest) {
                    return size() > MOST;
                }
            };

    /** A condition of a request on the object that it replaces. */
    interface Condition {
        /**
         * Checks the object that exists.
         *
         * @param etag null if there is none
         * @throws S3Error if the request must not replace it
         */
        void check(@Nullable String etag) throws IOException;
    }

    /**
     * Makes a complete file the object of a path, in one step. The file is moved or deleted.
     *
     * @param facts size and time are those of the file
     */
    void store(S3Path path, Path complete, ObjectFacts facts, Condition condition)
            throws IOException {
        lock.lock();
        try {
            condition.check(path.exists() ? facts(path).etag() : null);
            var attributes = Files.readAttributes(complete, BasicFileAttributes.class);
            move(complete, path.file());
            known.put(path.file(), facts.of(attributes.size(), attributes.lastModifiedTime()));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            // A part of the path is a file, the path is a folder, or a name is too long.
            throw S3Path.notStored();
        } finally {
            lock.unlock();
            Files.deleteIfExists(complete);
        }
    }

    private static void move(Path complete, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw S3Path.notStored();
        }
        Files.move(
                complete,
                file,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes an object if there is one, and the folders that are then empty. */
    void delete(S3Path path) throws IOException {
        lock.lock();
        try {
            known.remove(path.file());
            if (!path.exists()) {
                return;
            }
            Files.delete(path.file());
            Path folder = path.file().getParent();
            while (folder != null && !folder.equals(path.bucket()) && isEmpty(folder)) {
                Files.delete(folder);
                folder = folder.getParent();
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Returns what is known of an object; the tag of a file from elsewhere is computed. */
    ObjectFacts facts(S3Path path) throws IOException {
        Path file = path.existing();
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        lock.lock();
        try {
            ObjectFacts facts = known.get(file);
            if (facts != null
                    && facts.size() == attributes.size()
                    && facts.modified().equals(attributes.lastModifiedTime())) {
                return facts;
            }
        } finally {
            lock.unlock();
        }
        var computed =
                new ObjectFacts(
                        quoted(md5(file)),
                        Map.of("Content-Type", "binary/octet-stream"),
                        null,
                        "",
                        attributes.size(),
                        attributes.lastModifiedTime());
        lock.lock();
        try {
            known.put(file, computed);
        } finally {
            lock.unlock();
        }
        return computed;
    }

    static String quoted(byte[] hash) {
        return '"' + HexFormat.of().formatHex(hash) + '"';
    }

    private static byte[] md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                md5.update(piece, 0, read);
            }
            return md5.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }
}
