package dev.outcrop.cli.attachment;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.media.RemoteMedia;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Turns a file, an address on the web or in S3, or stdin into a content block. */
public final class Attachment {
    /** A request to Bedrock is at most 25 MB. */
    private static final int MOST_BYTES = 25_000_000;

    private static final String STDIN = "-";
    private static final String S3 = "s3://";
    private static final String ANOTHER = "-a FILE";

    private Attachment() {}

    /**
     * Returns the block.
     *
     * @param name a path, an https or s3 address, or {@code -} for stdin
     * @param type media type or format, for content that does not tell; null to detect it
     * @throws UsageException if it cannot be read, or is of no format that Bedrock reads
     */
    public static Content of(String name, @Nullable String type, InputStream stdin) {
        if (name.startsWith(S3)) {
            return of(name, type == null ? "" : type, Source.s3(name));
        }
        if (name.contains("://")) {
            Content content = ofWeb(name);
            return type == null ? content : of(name, type, source(content));
        }
        if (name.equals(STDIN)) {
            byte[] bytes = read(stdin, name);
            return type == null
                    ? detected(name, () -> Content.file(bytes))
                    : of("document", type, Source.bytes(bytes));
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw refused(name, "it is a folder", "-f " + name + "  to send its text files");
        }
        if (type == null && (Files.isRegularFile(file) || Files.notExists(file))) {
            return detected(name, () -> Content.file(file));
        }
        byte[] bytes = read(file);
        return type == null ? ofPipe(file, bytes) : of(name, type, Source.bytes(bytes));
    }

    /** The library reads regular files only; a pipe is one of the shell's {@code <(...)}. */
    private static Content ofPipe(Path pipe, byte[] bytes) {
        Content content = detected(pipe.toString(), () -> Content.file(bytes));
        return content instanceof Content.Document
                ? Content.document(String.valueOf(pipe.getFileName()), bytes)
                : content;
    }

    /** Finds the kind of block by the name that an object in S3 of this type would have. */
    private static Content of(String name, String type, Source source) {
        String typed = type.isEmpty() ? name : withExtension(name, MediaType.extension(type));
        String path = typed.startsWith(S3) ? typed.substring(S3.length()) : typed;
        Content like;
        try {
            like = Content.file(new URI("s3", "b", "/" + path, null));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused(
                    name, "its type is unknown", "--at image/png  or another type Bedrock reads");
        }
        return switch (like) {
            case Content.Image image -> new Content.Image(image.format(), source);
            case Content.Document text ->
                    new Content.Document(
                            Objects.requireNonNull(text.format()), text.name(), source);
            case Content.Video video -> new Content.Video(video.format(), source);
            case Content.Audio audio -> new Content.Audio(audio.format(), source);
            default -> throw new IllegalStateException("not a file: " + like.getClass());
        };
    }

    private static String withExtension(String name, String extension) {
        return name.replaceFirst("\\.[A-Za-z0-9]+$", "") + "." + extension;
    }

    private static Content ofWeb(String name) {
        try {
            return RemoteMedia.DEFAULT.withMaxBytes(MOST_BYTES).get(new URI(name));
        } catch (URISyntaxException e) {
            throw refused(name, "it is not a URL", ANOTHER);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            String why = String.valueOf(e.getMessage()).replaceFirst("^not read: ", "");
            throw refused(name, why, "download it, and use -a FILE");
        }
    }

    private interface Reading {
        Content content();
    }

    private static Content detected(String name, Reading reading) {
        Content content;
        try {
            content = reading.content();
        } catch (UncheckedIOException e) {
            String what = String.valueOf(e.getMessage());
            throw refused(name, what.replace("cannot read " + name + ": ", ""), ANOTHER);
        } catch (IllegalArgumentException e) {
            String file = name.equals(STDIN) ? "the content" : name.replaceFirst("^.*/", "");
            String what = String.valueOf(e.getMessage());
            throw refused(
                    name,
                    what.startsWith(file + " ") ? "it" + what.substring(file.length()) : what,
                    "another -a FILE, or --at with its type, such as image/png");
        }
        if (!(content instanceof Content.Image) && size(source(content)) > MOST_BYTES) {
            throw tooLarge(name); // images are shrunk
        }
        return content;
    }

    private static Source source(Content content) {
        return switch (content) {
            case Content.Image image -> image.source();
            case Content.Document document -> document.source();
            case Content.Video video -> video.source();
            case Content.Audio audio -> audio.source();
            default -> throw new IllegalStateException("not a file: " + content.getClass());
        };
    }

    private static long size(Source source) {
        return source instanceof Source.Bytes(Source.Blob blob) ? blob.size() : 0;
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw refused(file.toString(), reason(e), ANOTHER);
        }
    }

    private static byte[] read(InputStream in, String name) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge(name);
            }
            if (bytes.length == 0) {
                throw refused(name, "it is empty", ANOTHER);
            }
            return bytes;
        } catch (IOException e) {
            throw refused(name, reason(e), ANOTHER);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static UsageException tooLarge(String name) {
        return refused(name, "it is larger than 25 MB, Bedrock's limit", ANOTHER);
    }

    private static UsageException refused(String name, String why, String remedy) {
        return new UsageException(
                "Cannot attach " + name + ": " + why.replaceFirst("\\.$", "") + ".", remedy);
    }
}
