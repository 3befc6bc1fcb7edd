package dev.outcrop.internal.aws.credentials.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads a small file with a token. Failures name the file, never its content. */
public final class TokenFile {
    private static final int MOST_BYTES = 64 << 10;

    private TokenFile() {}

    /** Returns the trimmed text; a path may begin with {@code ~/}. */
    public static String read(String name, Environment environment) throws IOException {
        Path path;
        try {
            path =
                    name.startsWith("~/")
                            ? environment.home().resolve(name.substring(2))
                            : Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException("the path of the token file is invalid");
        }
        return read(path);
    }

    public static String read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(path + " is larger than 64 KiB");
            }
            return new String(bytes, UTF_8).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("no token at " + path, e);
        }
    }

    /** Replaces the file atomically: another program may read it at the same time. */
    public static void replace(Path path, byte[] bytes) throws IOException {
        // A temporary file is readable only by its owner.
        Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "outcrop", ".tmp");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
