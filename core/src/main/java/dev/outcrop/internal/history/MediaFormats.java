package dev.outcrop.internal.history;

import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.internal.media.FileFormat;
import dev.outcrop.internal.media.FileFormat.Kind;
import dev.outcrop.internal.media.FileSignature;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The formats of media: as callers name them, and as the first bytes show them. */
final class MediaFormats {
    /** Bedrock's formats of images. */
    static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");

    /** Formats of documents whose bytes are text. */
    static final Set<String> TEXTS = Set.of("txt", "csv", "md", "html");

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("jpg", "jpeg"),
                    Map.entry("pjpeg", "jpeg"),
                    Map.entry("x-png", "png"),
                    Map.entry("plain", "txt"),
                    Map.entry("text", "txt"),
                    Map.entry("markdown", "md"),
                    Map.entry("htm", "html"),
                    Map.entry("msword", "doc"),
                    Map.entry("vnd.ms-excel", "xls"),
                    Map.entry(
                            "vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
                    Map.entry("vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
                    Map.entry("quicktime", "mov"),
                    Map.entry("x-matroska", "mkv"),
                    Map.entry("x-flv", "flv"),
                    Map.entry("x-ms-wmv", "wmv"),
                    Map.entry("3gp", "three_gp"),
                    Map.entry("3gpp", "three_gp"));

    private MediaFormats() {}

    /** Returns Bedrock's name of a format: {@code jpeg} for {@code JPG} or {@code image/jpeg}. */
    static String named(String format) {
        String lower = format.strip().toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        if (name.startsWith(".")) {
            name = name.substring(1);
        }
        return NAMES.getOrDefault(name, name);
    }

    /** Returns the format of an image's bytes; null if they are not known. */
    static @Nullable String ofImage(Source.Blob blob) {
        return name(blob, Kind.IMAGE, Kind.OTHER);
    }

    /** Returns the format of a document by its bytes; null if they are text, or not known. */
    static @Nullable String ofDocument(Source.Blob blob) {
        return name(blob, Kind.DOCUMENT, Kind.DOCUMENT);
    }

    private static @Nullable String name(Source.Blob blob, Kind kind, Kind or) {
        FileFormat format = FileSignature.of(new EncodedBytes(blob.base64()));
        return format != null && (format.kind() == kind || format.kind() == or)
                ? format.name()
                : null;
    }
}
