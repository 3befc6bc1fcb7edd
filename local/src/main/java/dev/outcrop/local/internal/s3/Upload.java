package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A multipart upload in progress; its parts are files. Guarded by its list.
 *
 * @param checksum the algorithm of the checksums of parts; null for none
 * @param ofAllParts whether the checksum of the object is one of all its data
 */
record Upload(
        String id,
        S3Path path,
        Map<String, String> headers,
        @Nullable ObjectChecksum checksum,
        boolean ofAllParts,
        Path folder,
        TreeMap<Integer, Part> parts) {
    /** A part that was received. */
    record Part(Path file, String etag, String checksumValue, long size, Instant time) {}

    void add(int number, ReceivedBody body, Instant time) throws IOException {
        byte[] data = body.data();
        Path file = folder.resolve("part-" + number);
        Path complete = Files.createTempFile(folder, ".part", "");
        Files.write(complete, data);
        Files.move(complete, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String value = checksum == null ? "" : checksum.of(data);
        String etag = StoredObjects.quoted(ObjectChecksum.hash("MD5", data));
        parts.put(number, new Part(file, etag, value, data.length, time));
    }

    /** Writes some parts into one file. */
    static void join(List<Part> parts, Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (Part part : parts) {
                try (FileChannel in = FileChannel.open(part.file(), StandardOpenOption.READ)) {
                    long at = 0;
                    while (at < in.size()) {
                        at += in.transferTo(at, in.size() - at, out);
                    }
                }
            }
        }
    }

    /** Deletes the files of all parts. */
    void discard() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // They stay behind; another upload has another folder.
        }
    }
}
