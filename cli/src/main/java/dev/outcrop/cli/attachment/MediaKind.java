package dev.outcrop.cli.attachment;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a file is, by its bytes; where they do not tell, by its name.
 *
 * @param block the kind of content block
 * @param format Bedrock's name of the format
 */
record MediaKind(Block block, String format) {
    /** The kinds of content blocks for media. */
    enum Block {
        IMAGE,
        DOCUMENT,
        VIDEO,
        AUDIO
    }

    private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");
    private static final Set<String> VIDEOS =
            Set.of("mp4", "mov", "mkv", "webm", "flv", "mpeg", "mpg", "wmv", "three_gp");
    private static final Set<String> SOUNDS =
            Set.of("mp3", "wav", "ogg", "flac", "aac", "m4a", "opus");
    private static final Set<String> DOCUMENTS =
            Set.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");
    private static final Map<String, String> ENDINGS =
            Map.of("jpg", "jpeg", "htm", "html", "markdown", "md", "3gp", "three_gp");

    /** Returns what these bytes are; null if neither they nor the name tell. */
    static @Nullable MediaKind of(byte[] bytes, String name) {
        String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        String format = format(head, bytes);
        String ending = ending(name);
        if (format == null && isText(bytes)) {
            String named = DOCUMENTS.contains(ending) && ending.length() < 5 ? ending : "txt";
            format = Set.of("csv", "html", "txt", "md").contains(named) ? named : "txt";
        }
        return named(format == null ? ending : format);
    }

    /** Returns what a name or a media type says; null if it is not known. */
    static @Nullable MediaKind named(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String format = ENDINGS.getOrDefault(last, last);
        if (format.equals("plain")) {
            format = "txt";
        }
        Block block =
                IMAGES.contains(format)
                        ? Block.IMAGE
                        : DOCUMENTS.contains(format)
                                ? Block.DOCUMENT
                                : VIDEOS.contains(format)
                                        ? Block.VIDEO
                                        : SOUNDS.contains(format) ? Block.AUDIO : null;
        return block == null ? null : new MediaKind(block, format);
    }

    static String ending(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(ending, ending);
    }

    private static @Nullable String format(String head, byte[] bytes) {
        if (head.startsWith("\u0089PNG\r\n")) {
            return "png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpeg";
        }
        if (head.startsWith("GIF8")) {
            return "gif";
        }
        if (head.startsWith("RIFF") && head.length() > 12) {
            return head.startsWith("WEBP", 8) ? "webp" : head.startsWith("WAVE", 8) ? "wav" : null;
        }
        if (head.startsWith("%PDF-")) {
            return "pdf";
        }
        if (head.startsWith("PK\3\4")) {
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            return all.contains("word/document")
                    ? "docx"
                    : all.contains("xl/workbook") ? "xlsx" : null;
        }
        if (head.startsWith("ftyp", 4)) {
            return head.startsWith("qt", 8)
                    ? "mov"
                    : head.startsWith("3gp", 8)
                            ? "three_gp"
                            : head.startsWith("M4A", 8) ? "m4a" : "mp4";
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return head.contains("webm") ? "webm" : "mkv";
        }
        if (head.startsWith("FLV")) {
            return "flv";
        }
        if (head.startsWith("fLaC")) {
            return "flac";
        }
        if (head.startsWith("OggS")) {
            return "ogg";
        }
        boolean mp3 = head.startsWith("ID3") || head.startsWith("\u00ff\u00fb");
        return mp3 ? "mp3" : head.startsWith("\u0000\u0000\u0001\u00ba") ? "mpeg" : null;
    }

    private static boolean isText(byte[] bytes) {
        return TextFile.decoded(bytes) != null;
    }
}
