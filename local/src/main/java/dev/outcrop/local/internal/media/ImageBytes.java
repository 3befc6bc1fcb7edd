package dev.outcrop.local.internal.media;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The format and size of an image, as the first bytes of its file say.
 *
 * @param format {@code png}, {@code jpeg}, {@code gif} or {@code webp}
 * @param width in pixels; 0 if the first bytes do not say it
 * @param height in pixels; 0 if the first bytes do not say it
 */
public record ImageBytes(String format, int width, int height) {
    /** Enough to find the size of a JPEG behind an embedded preview. */
    private static final int LONGEST_HEAD = 256 * 1024;

    /** Reads an image; null for bytes of another kind, and for text that is not base64. */
    public static @Nullable ImageBytes of(String base64) {
        byte[] head = head(base64);
        if (startsWith(head, 0, "\u0089PNG")) {
            return new ImageBytes("png", big(head, 16, 4), big(head, 20, 4));
        }
        if (startsWith(head, 0, "GIF8")) {
            return new ImageBytes("gif", little(head, 6, 2), little(head, 8, 2));
        }
        if (startsWith(head, 0, "\u00ff\u00d8\u00ff")) {
            return jpeg(head);
        }
        return startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP") ? webp(head) : null;
    }

    /** Whether a file is a PDF. */
    public static boolean isPdf(String base64) {
        return new String(head(base64), StandardCharsets.ISO_8859_1)
                .substring(0, Math.min(1_024, head(base64).length))
                .contains("%PDF-");
    }

    private static byte[] head(String base64) {
        String head = base64.substring(0, Math.min(base64.length(), LONGEST_HEAD) / 4 * 4);
        try {
            return Base64.getDecoder().decode(head);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The size stands in the start-of-frame segment, behind others of any length. */
    private static ImageBytes jpeg(byte[] head) {
        int at = 2;
        while (at + 9 < head.length && (head[at] & 0xff) == 0xff) {
            int marker = head[at + 1] & 0xff;
            boolean isFrame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (isFrame) {
                return new ImageBytes("jpeg", big(head, at + 7, 2), big(head, at + 5, 2));
            }
            at += marker == 0xff ? 1 : 2 + Math.max(2, big(head, at + 2, 2));
        }
        return new ImageBytes("jpeg", 0, 0);
    }

    private static ImageBytes webp(byte[] head) {
        if (startsWith(head, 12, "VP8X")) {
            return new ImageBytes("webp", little(head, 24, 3) + 1, little(head, 27, 3) + 1);
        }
        if (startsWith(head, 12, "VP8L")) {
            int bits = little(head, 21, 4);
            return new ImageBytes("webp", (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
        return new ImageBytes("webp", little(head, 26, 2) & 0x3fff, little(head, 28, 2) & 0x3fff);
    }

    private static boolean startsWith(byte[] bytes, int at, String start) {
        if (bytes.length < at + start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if ((bytes[at + i] & 0xff) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            value = value << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return value;
    }

    private static int little(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = at + length - 1; i >= at; i--) {
            value = value << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return value;
    }
}
