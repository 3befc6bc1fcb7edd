package dev.outcrop.internal.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/**
 * The bytes of a file, kept as base64 because that is how they are sent. Any part can be read
 * without decoding the rest.
 *
 * @param base64 with padding, without line breaks
 */
public record EncodedBytes(String base64) {
    /** More than a request can contain: Bedrock accepts bodies of 25 MB. */
    public static final int MOST = 100 << 20;

    private static final int PIECE = 24 << 10;

    /**
     * Reads a stream to its end. The bytes are encoded as they arrive, so that they are in memory
     * only as base64.
     *
     * @param expected the number of bytes, if known; only to allocate memory
     * @param most the number of bytes, at most
     * @throws IllegalArgumentException if there are more
     */
    public static EncodedBytes read(InputStream in, long expected, int most) throws IOException {
        var text = new ByteArrayOutputStream((Math.clamp(expected, 0, most) + 2) / 3 * 4);
        var piece = new byte[PIECE];
        long size = 0;
        try (OutputStream encoder = Base64.getEncoder().wrap(text)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                size += n;
                if (size > most) {
                    throw tooLarge(most);
                }
                encoder.write(piece, 0, n);
            }
        }
        return new EncodedBytes(text.toString(ISO_8859_1));
    }

    static EncodedBytes of(byte[] bytes) {
        if (bytes.length > MOST) {
            throw tooLarge(MOST);
        }
        return new EncodedBytes(Base64.getEncoder().encodeToString(bytes));
    }

    private static IllegalArgumentException tooLarge(int most) {
        return new IllegalArgumentException("larger than " + (most >> 20) + " MiB");
    }

    /** Returns the number of bytes. */
    public int size() {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding;
    }

    /** Returns these bytes as ISO 8859-1: one character each; fewer if there are not so many. */
    public String text(long from, int length) {
        int start = Math.clamp(from, 0, size());
        int end = Math.clamp(from + length, start, size());
        int first = start / 3;
        String part = base64.substring(first * 4, Math.min((end + 2) / 3 * 4, base64.length()));
        String decoded = new String(Base64.getDecoder().decode(part), ISO_8859_1);
        return decoded.substring(start - first * 3, end - first * 3);
    }

    /** Returns the bytes, decoded while they are read. */
    public InputStream stream() {
        return Base64.getDecoder().wrap(new AsciiStream(base64));
    }

    /** The characters of a text of ASCII, without a copy. */
    private static final class AsciiStream extends InputStream {
        private final String text;
        private int at;

        AsciiStream(String text) {
            this.text = text;
        }

        @Override
        public int read() {
            return at == text.length() ? -1 : text.charAt(at++);
        }

        @Override
        @SuppressWarnings("deprecation") // takes the low byte of each character, all of them ASCII
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, text.length() - at);
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            text.getBytes(at, at + count, buffer, offset);
            at += count;
            return count;
        }
    }

    /** Returns the size, never the bytes. */
    @Override
    public String toString() {
        return "EncodedBytes[" + size() + " bytes]";
    }
}
