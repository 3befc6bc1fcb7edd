package dev.outcrop.local.internal.s3;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A bucket and a key in the folder of buckets.
 *
 * @param bucket a folder that exists
 * @param key empty for the bucket itself
 */
record S3Path(Path bucket, String bucketName, String key) {
    private static final int LONGEST_KEY = 1_024;

    /**
     * Returns the place of an object.
     *
     * @throws S3Error if there is no such bucket, or the key is not a path below it
     */
    static S3Path of(Path folder, String bucketName, String key) {
        Path bucket = bucket(folder, bucketName);
        if (!Files.isDirectory(bucket, LinkOption.NOFOLLOW_LINKS)) {
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new S3Error(400, "KeyTooLongError", "Your key is too long");
        }
        if (!isStorable(key)) {
            throw notStored();
        }
        try {
            var path = new S3Path(bucket, bucketName, key);
            if (!InsideFolder.has(bucket, path.file())) {
                throw notStored();
            }
            return path;
        } catch (InvalidPathException e) {
            throw notStored();
        }
    }

    /** Returns the folder of a bucket, which may not exist. */
    static Path bucket(Path folder, String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..")) {
            throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        return folder.toAbsolutePath().normalize().resolve(name);
    }

    /** Whether all parts of a key can be names of files. */
    private static boolean isStorable(String key) {
        boolean isEmptyOrDots =
                !key.isEmpty()
                        && Arrays.stream(key.split("/", -1))
                                .anyMatch(
                                        part ->
                                                part.isEmpty()
                                                        || part.equals(".")
                                                        || part.equals(".."));
        boolean hasSeparator = File.separatorChar == '\\' && key.contains("\\");
        return !isEmptyOrDots && !hasSeparator && !key.contains("\0");
    }

    static S3Error notStored() {
        return new S3Error(
                400,
                "InvalidArgument",
                "The local emulator stores objects as files, and this key cannot be the path of"
                        + " one.");
    }

    /** Returns the folder of all buckets. */
    Path folder() {
        return Objects.requireNonNull(bucket.getParent());
    }

    Path file() {
        return bucket.resolve(key);
    }

    /** Whether there is an object. */
    boolean exists() {
        return !key.isEmpty() && Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the file of an object that exists. */
    Path existing() {
        if (!exists()) {
            throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
        }
        return file();
    }
}
