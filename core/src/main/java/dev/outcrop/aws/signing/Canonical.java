package dev.outcrop.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The text that is signed, put together as the bytes that it is hashed as. */
final class Canonical {
    private byte[] bytes = new byte[1_024];
    private int length;

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
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** One of ASCII. */
    Canonical add(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Without white space around, and with one space where there were several. */
    Canonical addFolded(String value) {
        int from = length;
        int word = -1;
        for (int i = 0; i <= value.length(); i++) {
            boolean ends = i == value.length() || isSpace(value.charAt(i));
            if (!ends && word < 0) {
                word = i;
            } else if (ends && word >= 0) {
                if (length > from) {
                    add(' ');
                }
                add(word == 0 && i == value.length() ? value : value.substring(word, i));
                word = -1;
            }
        }
        return this;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    String sha256() {
        return Sha256.hex(bytes, length);
    }
}
