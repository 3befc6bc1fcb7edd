package dev.outcrop.internal.job;

import dev.outcrop.batch.BatchJobs.Input;
import dev.outcrop.batch.BatchJobs.Options;
import dev.outcrop.json.Json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;

/**
 * The records of a job in a file.
 *
 * @param hash SHA-256 of the file in hexadecimal digits
 */
record JobRecords(Path file, long count, String hash) {
    /** Bedrock's default quota for a file. */
    private static final long MOST_BYTES = 1_000_000_000;

    /**
     * Reads a file once.
     *
     * @throws IllegalArgumentException if a quota would refuse it
     */
    static JobRecords of(Path file, Options options) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("the file of records is larger than 1 GB: " + file);
        }
        MessageDigest digest = digest();
        long lines = 0;
        boolean empty = true;
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines += empty ? 0 : 1;
                        empty = true;
                    } else {
                        empty &= buffer[i] <= ' ' && buffer[i] >= 0;
                    }
                }
            }
        }
        long count = empty ? lines : lines + 1;
        require(count, options);
        return new JobRecords(file, count, HexFormat.of().formatHex(digest.digest()));
    }

    private static void require(long count, Options options) {
        if (count < options.leastRecords() || count > options.mostRecords()) {
            throw new IllegalArgumentException(
                    "a job needs "
                            + options.leastRecords()
                            + " to "
                            + options.mostRecords()
                            + " records, these are "
                            + count);
        }
    }

    /** Writes records to a file. */
    static void write(Iterable<Input> records, Path file) throws IOException {
        var ids = new HashSet<String>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (Input record : records) {
                if (!ids.add(record.recordId())) {
                    throw new IllegalArgumentException(
                            "two records have the id " + record.recordId());
                }
                Json line =
                        Json.EMPTY
                                .with("recordId", Json.of(record.recordId()))
                                .with("modelInput", record.modelInput());
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Returns 128 bits of a hash in 32 digits. */
    static String shortHash(String text) {
        byte[] hash = digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
