package dev.outcrop.local.internal.jobs;

import dev.outcrop.local.internal.s3.InsideFolder;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** A folder in place of S3: {@code s3://bucket/key} is {@code folder/bucket/key}. */
record LocalBuckets(Path folder) {
    /** The path of an S3 URI that passed validation. */
    Path path(String s3Uri) {
        Path root = folder.toAbsolutePath().normalize();
        Path path = root.resolve(s3Uri.substring("s3://".length())).normalize();
        if (path.equals(root) || !InsideFolder.has(root, path)) {
            throw ServiceError.validation("The S3 URI " + s3Uri + " is not valid.");
        }
        return path;
    }

    /**
     * Returns the JSONL files of an input: itself, or all below it, in the order of their names.
     */
    List<Path> inputs(String s3Uri) {
        Path path = path(s3Uri);
        try {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return List.of(path);
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (var files = Files.walk(path)) {
                    return files.filter(file -> file.toString().endsWith(".jsonl"))
                            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .toList();
                }
            }
            return List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
