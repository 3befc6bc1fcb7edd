package dev.outcrop.cli.attachment;

import java.util.Locale;
import java.util.Map;

/**
 * Media types of files that Bedrock reads.
 *
 * @see <a href="https://www.iana.org/assignments/media-types">media types</a>
 */
final class MediaType {
    /** Those whose second part is not an extension itself, as in {@code image/png}. */
    private static final Map<String, String> EXTENSIONS =
            Map.ofEntries(
                    Map.entry("text/plain", "txt"),
                    Map.entry("text/x-markdown", "md"),
                    Map.entry("application/xhtml+xml", "html"),
                    Map.entry("application/msword", "doc"),
                    Map.entry("application/vnd.ms-excel", "xls"),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "docx"),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "xlsx"),
                    Map.entry("video/quicktime", "mov"),
                    Map.entry("video/matroska", "mkv"),
                    Map.entry("video/3gpp", "3gp"),
                    Map.entry("video/x-ms-wmv", "wmv"),
                    Map.entry("audio/mpeg", "mp3"),
                    Map.entry("audio/mp4", "m4a"),
                    Map.entry("audio/vnd.wave", "wav"),
                    Map.entry("audio/matroska", "mka"));

    private MediaType() {}

    /** Returns the extension for a media type, or for the name of a format. */
    static String extension(String type) {
        String plain = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (plain.equals("plain")) {
            return "txt";
        }
        if (plain.equals("three_gp")) {
            return "3gp"; // Bedrock's name
        }
        String official = plain.replace("/x-matroska", "/matroska");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        return EXTENSIONS.getOrDefault(official, last.replaceFirst("^x-", ""));
    }
}
