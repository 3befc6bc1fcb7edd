package dev.outcrop.cli.attachment;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns a file, a URL, an S3 address or stdin into a content block. */
public final class Attachment {
    private static final int MOST_BYTES = 25_000_000;
    private static final String STDIN = "-";

    private Attachment() {}

    /**
     * Returns the block.
     *
     * @param name a path, an https or s3 address, or {@code -} for stdin
     * @param type media type or format, for content that does not tell; null to detect it
     * @throws UsageException if it cannot be read, or its type is not known
     */
    public static Content of(String name, @Nullable String type, InputStream stdin) {
        if (name.startsWith("s3://")) {
            MediaKind kind = MediaKind.named(type == null ? MediaKind.ending(name) : type);
            return block(known(kind, name), name, Source.s3(name));
        }
        byte[] bytes = bytes(name, stdin);
        if (bytes.length == 0) {
            throw new UsageException("Cannot attach " + name + ": it is empty.", "-a FILE");
        }
        MediaKind kind = type == null ? MediaKind.of(bytes, name) : MediaKind.named(type);
        return block(known(kind, name), name, Source.bytes(bytes));
    }

    private static MediaKind known(@Nullable MediaKind kind, String name) {
        if (kind == null) {
            throw new UsageException(
                    "Cannot attach " + name + ": its type is unknown.",
                    "--at image/png  or another type that Bedrock reads");
        }
        return kind;
    }

    private static Content block(MediaKind kind, String name, Source source) {
        return switch (kind.block()) {
            case IMAGE -> new Content.Image(kind.format(), source);
            case VIDEO -> new Content.Video(kind.format(), source);
            case AUDIO -> new Content.Audio(kind.format(), source);
            case DOCUMENT -> new Content.Document(kind.format(), title(name), source);
        };
    }

    /** Bedrock permits letters, digits, single spaces, hyphens, parentheses and brackets. */
    private static String title(String name) {
        String file =
                name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z0-9]+$", "");
        String title = file.replaceAll("[^A-Za-z0-9()\\[\\]-]+", " ").strip();
        return title.isEmpty() ? "document" : title.substring(0, Math.min(title.length(), 200));
    }

    private static byte[] bytes(String name, InputStream stdin) {
        if (name.contains("://")) {
            return RemoteFile.read(name);
        }
        try (InputStream in = name.equals(STDIN) ? stdin : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused(name, "it is larger than 25 MB, Bedrock's limit");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw refused(name, "it does not exist");
        } catch (AccessDeniedException e) {
            throw refused(name, "permission denied");
        } catch (IOException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private static UsageException refused(String name, String why) {
        return new UsageException("Cannot attach " + name + ": " + why + ".", "-a FILE");
    }
}
