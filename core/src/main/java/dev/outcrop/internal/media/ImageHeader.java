package dev.outcrop.internal.media;

import org.jspecify.annotations.Nullable;

/**
 * The size of an image as its first bytes tell it; the pixels are not decoded.
 *
 * @param width in pixels, as the image is stored
 * @param height in pixels, as the image is stored
 * @param orientation how a JPEG is to be turned, by EXIF: 1 for not at all, to 8
 */
public record ImageHeader(int width, int height, int orientation) {
    /** Segments of a JPEG before its size: normally about ten. */
    private static final int MOST_SEGMENTS = 500;

    private static final int EXIF = 64 << 10;

    /** Returns the header; null if the bytes are no image of a format that Bedrock reads. */
    public static @Nullable ImageHeader of(EncodedBytes bytes) {
        String head = bytes.text(0, 64);
        ImageHeader header = null;
        if (head.startsWith("\u0089PNG") && head.length() >= 24) {
            header = upright(big(head, 16, 4), big(head, 20, 4));
        } else if (head.startsWith("GIF8") && head.length() >= 10) {
            header = upright(little(head, 6, 2), little(head, 8, 2));
        } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8) && head.length() >= 30) {
            header = ofWebp(head);
        } else if (head.startsWith("\u00ff\u00d8")) {
            header = ofJpeg(bytes);
        }
        return header == null || header.width < 1 || header.height < 1 ? null : header;
    }

    private static ImageHeader upright(int width, int height) {
        return new ImageHeader(width, height, 1);
    }

    /** Width, as the image is seen. */
    public int shownWidth() {
        return orientation > 4 ? height : width;
    }

    /** Height, as the image is seen. */
    public int shownHeight() {
        return orientation > 4 ? width : height;
    }

    // https://developers.google.com/speed/webp/docs/riff_container
    private static @Nullable ImageHeader ofWebp(String head) {
        return switch (head.substring(12, 16)) {
            case "VP8 " -> upright(little(head, 26, 2) & 0x3FFF, little(head, 28, 2) & 0x3FFF);
            case "VP8L" -> {
                int bits = little(head, 21, 4);
                yield upright((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
            }
            case "VP8X" -> upright(little(head, 24, 3) + 1, little(head, 27, 3) + 1);
            default -> null;
        };
    }

    private static @Nullable ImageHeader ofJpeg(EncodedBytes bytes) {
        long at = 2;
        int orientation = 1;
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            String segment = bytes.text(at, 10);
            if (segment.length() < 10 || segment.charAt(0) != 0xFF) {
                return null;
            }
            int marker = segment.charAt(1);
            if (marker == 0xFF) { // a fill byte
                at++;
                continue;
            }
            int length = big(segment, 2, 2);
            if (marker >= 0xC0
                    && marker <= 0xCF
                    && marker != 0xC4
                    && marker != 0xC8
                    && marker != 0xCC) {
                return new ImageHeader(big(segment, 7, 2), big(segment, 5, 2), orientation);
            }
            if (marker == 0xE1 && segment.startsWith("Exif", 4)) {
                orientation = orientation(bytes.text(at + 10, Math.min(length, EXIF)));
            }
            at += 2 + length;
        }
        return null;
    }

    /**
     * The orientation in the TIFF header of EXIF.
     *
     * @see <a href="https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf">Exif</a>
     */
    private static int orientation(String tiff) {
        if (tiff.length() < 14) {
            return 1;
        }
        boolean bigEndian = tiff.startsWith("MM");
        int directory = number(tiff, 4, 4, bigEndian);
        int entries = number(tiff, directory, 2, bigEndian);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (number(tiff, entry, 2, bigEndian) == 0x0112) {
                int value = number(tiff, entry + 8, 2, bigEndian);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /** Zero if it is outside. */
    private static int number(String bytes, int at, int length, boolean bigEndian) {
        if (at < 0 || at > bytes.length() - length) {
            return 0;
        }
        return bigEndian ? big(bytes, at, length) : little(bytes, at, length);
    }

    private static int big(String bytes, int at, int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes.charAt(at + i);
        }
        return number;
    }

    private static int little(String bytes, int at, int length) {
        int number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | bytes.charAt(at + i);
        }
        return number;
    }
}
