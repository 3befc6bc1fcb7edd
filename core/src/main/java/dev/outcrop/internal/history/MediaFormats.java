package dev.outcrop.internal.history;

import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    /** The start of files, in ISO 8859-1, and their formats. */
    private static final Map<String, String> STARTS =
            Map.of(
                    "\u0089PNG\r\n", "png",
                    "\u00ff\u00d8\u00ff", "jpeg",
                    "GIF8", "gif",
                    "BM", "bmp",
                    "II*\0", "tiff",
                    "MM\0*", "tiff",
                    "%PDF-", "pdf");

    private static final int HEAD = 32; // base64 characters
    private static final int TAIL = 64 << 10; // base64 characters: the directory of a ZIP file

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
        String start = head(blob);
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "webp";
        }
        if (start.startsWith("ftyphe", 4) || start.startsWith("ftypmif1", 4)) {
            return "heic";
        }
        if (start.startsWith("ftypavi", 4)) {
            return "avif";
        }
        return ofStart(start);
    }

    /** Returns {@code pdf}, {@code docx} or {@code xlsx} by the bytes; null for all others. */
    static @Nullable String ofDocument(Source.Blob blob) {
        String start = head(blob);
        if (start.startsWith("PK\u0003\u0004")) {
            String names = tail(blob);
            boolean word = names.contains("word/document.xml");
            boolean sheet = names.contains("xl/workbook.xml");
            return word == sheet ? null : word ? "docx" : "xlsx";
        }
        return "pdf".equals(ofStart(start)) ? "pdf" : null;
    }

    private static @Nullable String ofStart(String start) {
        for (Map.Entry<String, String> known : STARTS.entrySet()) {
            if (start.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return null;
    }

    private static String head(Source.Blob blob) {
        String base64 = blob.base64();
        return decoded(base64.substring(0, Math.min(HEAD, base64.length())));
    }

    private static String tail(Source.Blob blob) {
        String base64 = blob.base64();
        return decoded(base64.substring(Math.max(0, base64.length() - TAIL) / 4 * 4));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }
}
