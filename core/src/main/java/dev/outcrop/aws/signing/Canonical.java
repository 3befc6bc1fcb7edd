package dev.outcrop.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;

/** The text that is signed, hashed as it is put together. */
final class Canonical {
    private final MessageDigest digest;
    private final byte[] bytes = new byte[256];
    private int length;

    /**
     * @param digest nobody else's until the end
     */
    Canonical(MessageDigest digest) {
        this.digest = digest;
    }

    Canonical add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                return add(text.substring(i).getBytes(UTF_8));
            }
            add(c);
        }
        return this;
    }

    private Canonical add(byte[] more) {
        flush();
        digest.update(more);
        return this;
    }

    /** One of ASCII. */
    Canonical add(char c) {
        if (length == bytes.length) {
            flush();
        }
        bytes[length++] = (byte) c;
        return this;
    }

    /** Without white space around, and with one space where there were several. */
    Canonical addFolded(String value) {
        boolean first = true;
        int word = -1;
        for (int i = 0; i <= value.length(); i++) {
            boolean ends = i == value.length() || isSpace(value.charAt(i));
            if (!ends && word < 0) {
                word = i;
            } else if (ends && word >= 0) {
                if (!first) {
                    add(' ');
                }
                first = false;
                add(word == 0 && i == value.length() ? value : value.substring(word, i));
                word = -1;
            }
        }
        return this;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
    }

    private void flush() {
        digest.update(bytes, 0, length);
        length = 0;
    }

    /** The hash of it all, in hexadecimal digits. */
    String sha256() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }
}
