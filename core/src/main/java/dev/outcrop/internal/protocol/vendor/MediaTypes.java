package dev.outcrop.internal.protocol.vendor;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Converts Converse's formats, which are file extensions, to media types. */
public final class MediaTypes {
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "pdf", "application/pdf",
                    "csv", "text/csv",
                    "doc", "application/msword",
                    "docx",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "xls", "application/vnd.ms-excel",
                    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "html", "text/html",
                    "txt", "text/plain",
                    "md", "text/markdown");

    private MediaTypes() {}

    public static String image(String format) {
        return "image/" + format;
    }

    /** Bedrock assumes {@code txt} if there is no format. */
    public static String document(@Nullable String format) {
        return format == null ? "text/plain" : DOCUMENTS.getOrDefault(format, "text/plain");
    }

    /** Whether the document is text, with any markup. */
    public static boolean isText(@Nullable String format) {
        return document(format).startsWith("text/");
    }

    public static String dataUrl(String mediaType, String base64) {
        return "data:" + mediaType + ";base64," + base64;
    }
}
