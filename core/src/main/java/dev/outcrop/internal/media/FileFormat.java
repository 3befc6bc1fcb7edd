package dev.outcrop.internal.media;

import static dev.outcrop.internal.media.FileFormat.Kind.*;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The format of a file.
 *
 * @param name Bedrock's name, such as {@code jpeg}; for {@link Kind#OTHER} the usual one
 */
public record FileFormat(Kind kind, String name) {
    /** The kinds of blocks that files are sent as. */
    public enum Kind {
        IMAGE("image", "an image", "png, jpeg, gif or webp"),
        DOCUMENT("document", "a document", "pdf, docx, xlsx, doc, xls, html, csv, md or txt"),
        VIDEO("video", "a video", "mp4, mov, mkv, webm, flv, mpeg, wmv or 3gp"),
        AUDIO("audio", "audio", "mp3, wav, ogg, flac, aac or m4a"),
        /** A format that is known, but that Bedrock does not read. */
        OTHER("", "", "");

        private final String method;
        private final String noun;
        private final String formats;

        Kind(String method, String noun, String formats) {
            this.method = method;
            this.noun = noun;
            this.formats = formats;
        }
    }

    /** Containers whose content may be audio only. */
    private static final Set<String> ALSO_AUDIO = Set.of("mp4", "webm", "mkv");

    private static final Set<String> AUDIO_EXTENSIONS = Set.of("m4a", "m4b", "mka", "weba", "mpga");

    private static final Map<String, FileFormat> EXTENSIONS =
            Map.ofEntries(
                    entry(IMAGE, "png", "png"),
                    entry(IMAGE, "jpg", "jpeg"),
                    entry(IMAGE, "jpeg", "jpeg"),
                    entry(IMAGE, "gif", "gif"),
                    entry(IMAGE, "webp", "webp"),
                    entry(DOCUMENT, "pdf", "pdf"),
                    entry(DOCUMENT, "csv", "csv"),
                    entry(DOCUMENT, "doc", "doc"),
                    entry(DOCUMENT, "docx", "docx"),
                    entry(DOCUMENT, "xls", "xls"),
                    entry(DOCUMENT, "xlsx", "xlsx"),
                    entry(DOCUMENT, "html", "html"),
                    entry(DOCUMENT, "htm", "html"),
                    entry(DOCUMENT, "txt", "txt"),
                    entry(DOCUMENT, "md", "md"),
                    entry(DOCUMENT, "markdown", "md"),
                    entry(VIDEO, "mkv", "mkv"),
                    entry(VIDEO, "mov", "mov"),
                    entry(VIDEO, "mp4", "mp4"),
                    entry(VIDEO, "webm", "webm"),
                    entry(VIDEO, "flv", "flv"),
                    entry(VIDEO, "mpeg", "mpeg"),
                    entry(VIDEO, "mpg", "mpg"),
                    entry(VIDEO, "wmv", "wmv"),
                    entry(VIDEO, "3gp", "three_gp"),
                    entry(AUDIO, "mp3", "mp3"),
                    entry(AUDIO, "wav", "wav"),
                    entry(AUDIO, "ogg", "ogg"),
                    entry(AUDIO, "opus", "opus"),
                    entry(AUDIO, "flac", "flac"),
                    entry(AUDIO, "aac", "aac"),
                    entry(AUDIO, "m4a", "m4a"),
                    entry(AUDIO, "mka", "mka"));

    private static Map.Entry<String, FileFormat> entry(Kind kind, String extension, String name) {
        return Map.entry(extension, new FileFormat(kind, name));
    }

    /**
     * Returns the format by the bytes. Formats of plain text have none of their own: for them, the
     * extension counts.
     *
     * @param fileName the name of the file; null if there is none
     * @return null if the bytes are of no known format, and not UTF-8 text
     */
    static @Nullable FileFormat of(EncodedBytes bytes, @Nullable String fileName) {
        FileFormat binary = FileSignature.of(bytes);
        if (binary != null) {
            return binary.kind == VIDEO && AUDIO_EXTENSIONS.contains(extension(fileName))
                    ? new FileFormat(AUDIO, binary.name)
                    : binary;
        }
        if (!TextFile.isText(bytes)) {
            return null;
        }
        if (TextFile.isHtml(bytes)) {
            return new FileFormat(DOCUMENT, "html");
        }
        FileFormat named = EXTENSIONS.get(extension(fileName));
        return named != null && TextFile.FORMATS.contains(named.name)
                ? named
                : new FileFormat(DOCUMENT, "txt");
    }

    /** Returns the format by the extension alone; null if it is not known. */
    static @Nullable FileFormat ofExtension(String fileName) {
        return EXTENSIONS.get(extension(fileName));
    }

    private static String extension(@Nullable String fileName) {
        return fileName == null
                ? ""
                : fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns this format as one of that kind.
     *
     * @param what the file, for the message
     * @throws IllegalArgumentException if it is of another kind
     */
    FileFormat as(Kind wanted, String what) {
        if (kind == wanted) {
            return this;
        }
        if (wanted == AUDIO && ALSO_AUDIO.contains(name)) {
            return new FileFormat(AUDIO, name);
        }
        if (kind == OTHER) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + name
                            + ", which Bedrock does not read. Convert it to "
                            + wanted.formats
                            + ".");
        }
        throw new IllegalArgumentException(
                what
                        + " is "
                        + kind.noun
                        + " ("
                        + name
                        + "), not "
                        + wanted.noun
                        + ". Try: Content."
                        + kind.method
                        + "(…), or Content.file(…).");
    }

    /**
     * Returns this format if Bedrock reads it.
     *
     * @throws IllegalArgumentException if not
     */
    FileFormat sendable(String what) {
        if (kind == OTHER) {
            throw new IllegalArgumentException(
                    what + " is " + name + ", which Bedrock does not read");
        }
        return this;
    }
}
