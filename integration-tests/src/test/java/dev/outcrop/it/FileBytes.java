package dev.outcrop.it;

import dev.outcrop.message.Source;

import java.nio.charset.StandardCharsets;

/** The first bytes of files: Bedrock looks at them. */
public final class FileBytes {
    private FileBytes() {}

    /** Returns the beginning of a file of a format of images or documents. */
    public static Source of(String format) {
        String start =
                switch (format) {
                    case "png" -> "\u0089PNG\r\n\u001a\n";
                    case "jpeg" -> "\u00ff\u00d8\u00ff\u00e0";
                    case "gif" -> "GIF89a";
                    case "webp" -> "RIFF\0\0\0\0WEBP";
                    case "pdf" -> "%PDF-1.7";
                    default -> "text";
                };
        return Source.bytes(start.getBytes(StandardCharsets.ISO_8859_1));
    }
}
