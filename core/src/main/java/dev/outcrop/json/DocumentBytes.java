package dev.outcrop.json;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects a document. Long texts of ASCII, such as images in base64, are not copied until {@link
 * #bytes()} allocates the whole document, once. Short documents arrive in one piece, and are copied
 * once, too.
 */
final class DocumentBytes extends OutputStream {
    /** Shorter texts go through the generator's buffer. */
    static final int LONG_TEXT = 16 << 10;

    /** In order: arrays, and texts of ASCII. */
    private final List<Object> parts = new ArrayList<>(1);

    private long size;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        parts.add(Arrays.copyOfRange(bytes, offset, offset + length));
        size += length;
    }

    /** Adds a text of ASCII. */
    void text(String ascii) {
        parts.add(ascii);
        size += ascii.length();
    }

    /**
     * Returns the document.
     *
     * @throws JsonException if it is longer than an array can be
     */
    @SuppressWarnings("deprecation") // takes the low byte of each character, all of them ASCII
    byte[] bytes() {
        if (parts.size() == 1 && parts.get(0) instanceof byte[] only) {
            return only;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new JsonException("cannot be written as JSON: " + size + " bytes are too many");
        }
        var document = new byte[(int) size];
        int at = 0;
        for (Object part : parts) {
            if (part instanceof String text) {
                text.getBytes(0, text.length(), document, at);
                at += text.length();
            } else {
                byte[] bytes = (byte[]) part;
                System.arraycopy(bytes, 0, document, at, bytes.length);
                at += bytes.length;
            }
        }
        return document;
    }

    /** Whether a text is long, and is written between quotes as it is. */
    static boolean isPlain(String text) {
        if (text.length() < LONG_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
