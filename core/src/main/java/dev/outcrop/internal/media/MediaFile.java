package dev.outcrop.internal.media;

import dev.outcrop.internal.FileFault;
import dev.outcrop.internal.media.FileFormat.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that can be sent as a block.
 *
 * @param name a legal name for a document
 */
public record MediaFile(FileFormat format, String name, EncodedBytes bytes) {
    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if Bedrock does not read its format, or it is too large
     * @throws UncheckedIOException if it cannot be read
     */
    public static MediaFile read(Path file, @Nullable Kind wanted) {
        String what = String.valueOf(file.getFileName());
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IllegalArgumentException(file + " is not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return of(read(in, attributes.size(), what), what, what, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileFault.why(e), e);
        }
    }

    private static EncodedBytes read(InputStream in, long size, String what) throws IOException {
        try {
            return EncodedBytes.read(in, size, EncodedBytes.MOST);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + e.getMessage()
                            + ". Put it into S3, and pass its s3:// address"
                            + " to a model of Amazon Nova.",
                    e);
        }
    }

    /**
     * Recognises bytes.
     *
     * @param fileName decides between the formats of text; null if there is none
     * @param wanted the kind that they must be of; null for any
     * @throws IllegalArgumentException if Bedrock does not read the format, or it is of another
     *     kind
     */
    public static MediaFile of(byte[] bytes, @Nullable String fileName, @Nullable Kind wanted) {
        return of(
                EncodedBytes.of(bytes),
                fileName,
                fileName == null ? "the content" : fileName,
                wanted);
    }

    /** Recognises bytes, as {@link #of(byte[], String, Kind)} does. */
    public static MediaFile of(
            EncodedBytes bytes, @Nullable String fileName, String what, @Nullable Kind wanted) {
        if (bytes.size() == 0) {
            throw new IllegalArgumentException(what + " is empty");
        }
        FileFormat found = FileFormat.of(bytes, fileName);
        if (found == null) {
            throw new IllegalArgumentException(
                    what
                            + " is of no format that Bedrock reads: it is neither UTF-8 text nor a"
                            + " known format of images, documents, videos or audio");
        }
        FileFormat format = wanted == null ? found.sendable(what) : found.as(wanted, what);
        return new MediaFile(format, name(fileName, format), bytes);
    }

    /** A file whose extension says what it is, as {@code notes.markdown} does, loses it. */
    private static String name(@Nullable String fileName, FileFormat format) {
        if (fileName == null) {
            return DocumentName.NEUTRAL;
        }
        int dot = fileName.lastIndexOf('.');
        return DocumentName.safe(dot > 0 ? fileName.substring(0, dot) : fileName, format.name());
    }

    /**
     * Reads a {@code file:} or {@code data:} address.
     *
     * @throws IllegalArgumentException as {@link #read(Path, Kind)} does, and for other addresses
     */
    public static MediaFile read(URI uri, @Nullable Kind wanted) {
        String scheme = uri.getScheme();
        if ("file".equalsIgnoreCase(scheme)) {
            return read(Path.of(uri), wanted);
        }
        if ("data".equalsIgnoreCase(scheme)) {
            return of(DataUri.bytes(uri), null, "the data: address", wanted);
        }
        if ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException(
                    "remote files are not read unless you allow it. Try: RemoteMedia.DEFAULT.get(uri)");
        }
        throw new IllegalArgumentException(
                "the address of a file must begin with file:, data: or s3://, not with "
                        + (scheme == null ? "a path" : scheme + ":"));
    }

    /** Whether this is the address of an object in S3. */
    public static boolean isInS3(URI uri) {
        return "s3".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * Returns the format of an object in S3, by its extension.
     *
     * @throws IllegalArgumentException if that does not tell, or tells of another kind
     */
    public static FileFormat formatInS3(URI uri, @Nullable Kind wanted) {
        String key = String.valueOf(uri.getPath());
        FileFormat format = FileFormat.ofExtension(key);
        if (format == null) {
            throw new IllegalArgumentException(
                    "the extension of the object in S3 does not name a format that Bedrock reads."
                            + " Pass the format: new Content.Image(format, Source.s3(uri))");
        }
        return wanted == null ? format : format.as(wanted, nameInS3(uri));
    }

    /** Returns the last part of the key of an object in S3. */
    public static String nameInS3(URI uri) {
        String key = String.valueOf(uri.getPath());
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns a legal name for a document in S3. */
    public static String documentInS3(URI uri, FileFormat format) {
        return name(nameInS3(uri), format);
    }
}
