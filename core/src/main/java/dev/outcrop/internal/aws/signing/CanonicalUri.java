package dev.outcrop.internal.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Paths and queries in their form for signing. A percent-encoded path is encoded a second time, as
 * for all services except S3.
 */
final class CanonicalUri {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private CanonicalUri() {}

    static String path(String raw) {
        String path = raw.isEmpty() ? "/" : raw;
        var text = new StringBuilder(path.length() + 16);
        encode(path.contains("//") || path.contains("/.") ? normal(path) : path, true, text);
        return text.toString();
    }

    static String query(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        var text = new StringBuilder();
        // Sorted by name, then by value: not by both as one text, in which "=" would count.
        var sorted = new TreeMap<String, TreeSet<String>>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            sorted.computeIfAbsent(again(name), known -> new TreeSet<>()).add(again(value));
        }
        sorted.forEach(
                (name, values) -> {
                    for (String value : values) {
                        text.append(text.isEmpty() ? "" : "&").append(name).append('=');
                        text.append(value);
                    }
                });
        return text.toString();
    }

    /** Decodes, and encodes by the rules of a signature. */
    private static String again(String encoded) {
        var text = new StringBuilder();
        encode(URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8), false, text);
        return text.toString();
    }

    private static String normal(String path) {
        var kept = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
    }

    private static void encode(String plain, boolean path, StringBuilder text) {
        for (byte b : plain.getBytes(UTF_8)) {
            int c = b & 0xFF;
            if (isKept(c) || (path && c == '/')) {
                text.append((char) c);
            } else {
                text.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
    }

    private static boolean isKept(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
