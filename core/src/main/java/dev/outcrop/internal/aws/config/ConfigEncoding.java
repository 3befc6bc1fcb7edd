package dev.outcrop.internal.aws.config;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/**
 * Decodes a shared file: UTF-8, or UTF-16 and UTF-32 as written by Windows tools. A byte order mark
 * decides; without one, zero bytes around the first character show UTF-16.
 */
final class ConfigEncoding {
    private ConfigEncoding() {}

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return from(bytes, 3, UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return from(bytes, 4, Charset.forName("UTF-32LE"));
        }
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return from(bytes, 4, Charset.forName("UTF-32BE"));
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return from(bytes, 2, UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return from(bytes, 2, UTF_16BE);
        }
        return from(bytes, 0, withoutMark(bytes));
    }

    private static Charset withoutMark(byte[] bytes) {
        if (bytes.length < 2 || (bytes[0] == 0) == (bytes[1] == 0)) {
            return UTF_8;
        }
        return bytes[0] == 0 ? UTF_16BE : UTF_16LE;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String from(byte[] bytes, int start, Charset charset) {
        return new String(bytes, start, bytes.length - start, charset);
    }
}
