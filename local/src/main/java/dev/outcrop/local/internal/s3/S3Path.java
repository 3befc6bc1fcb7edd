package dev.outcrop.local.internal.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bucket and a key in the folder of buckets.
 *
 * @param key empty for the bucket itself
 */
record S3Path(Path bucket, String bucketName, String key) {
    /**
     * Reads a path such as {@code /bucket/folder/key}.
     *
     * @throws S3Error if there is no such bucket, or the key is not a path below it
     */
    static S3Path of(Path folder, String rawPath) {
        String path = decoded(rawPath.substring(1));
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..")) {
            throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        Path bucket = folder.toAbsolutePath().normalize().resolve(name);
        if (!Files.isDirectory(bucket, LinkOption.NOFOLLOW_LINKS)) {
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        String key = slash < 0 ? "" : path.substring(slash + 1);
        boolean odd =
                Arrays.stream(key.split("/", -1))
                        .anyMatch(part -> part.equals(".") || part.equals(".."));
        if (odd || key.contains("\0") || key.contains("\\") || key.contains("//")) {
            throw new S3Error(
                    400, "InvalidArgument", "The local emulator stores no such key in a folder.");
        }
        return new S3Path(bucket, name, key);
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    /** The parameters of a query; one without a value has an empty one. */
    static Map<String, String> query(String query) {
        var all = new TreeMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                all.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1).replace("+", " ")));
            }
        }
        return all;
    }

    Path file() {
        return bucket.resolve(key);
    }

    /** Returns the file of an object that exists. */
    Path existing() {
        Path file = file();
        if (key.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
        }
        return file;
    }
}
