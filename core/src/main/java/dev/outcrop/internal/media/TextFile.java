package dev.outcrop.internal.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Locale;
import java.util.Set;

/** Recognises text: UTF-8 without control characters that no text has. */
final class TextFile {
    /** Formats of documents whose bytes are text. */
    static final Set<String> FORMATS = Set.of("txt", "csv", "md", "html");

    private static final int PIECE = 8 << 10;

    private TextFile() {}

    static boolean isText(EncodedBytes bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder(); // reports malformed input
        ByteBuffer in = ByteBuffer.allocate(PIECE);
        CharBuffer out = CharBuffer.allocate(PIECE);
        try (InputStream stream = bytes.stream()) {
            boolean last = false;
            while (!last) {
                int n = stream.readNBytes(in.array(), in.position(), in.remaining());
                last = n < in.remaining();
                in.position(in.position() + n).flip();
                if (decoder.decode(in, out, last).isError() || hasControls(out.flip())) {
                    return false;
                }
                in.compact();
                out.clear();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a stream in memory: cannot happen
        }
    }

    private static boolean hasControls(CharBuffer text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && (c < '\t' || c > '\r') && c != 0x1B) {
                return true;
            }
        }
        return false;
    }

    static boolean isHtml(EncodedBytes bytes) {
        String start = bytes.text(0, 1_024).replace("\u00ef\u00bb\u00bf", "").strip();
        String lower = start.toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html");
    }
}
