package dev.outcrop.internal.protocol.converse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/**
 * A fast reader of the most frequent payload, in exactly the form that Bedrock writes: {@code
 * {"contentBlockIndex":0,"delta":{"text":"…"},"p":"…"}}. A JSON parser takes four times as long and
 * 800 bytes for each. Any other form is left to the parser; if this reader returns an event, the
 * parser would return the same.
 */
final class TextDeltaScan {
    private static final byte[] INDEX = ascii("{\"contentBlockIndex\":");
    private static final byte[] DELTA = ascii(",\"delta\":{\"text\":\"");
    private static final byte[] PADDING = ascii(",\"p\":\"");

    /** Replaces bytes that are not UTF-8; the parser rejects those. */
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int end;
    private int at;

    private TextDeltaScan(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** Returns the event, or null if the payload does not have this form. */
    static StreamEvent.@Nullable TextDelta read(byte[] bytes, int offset, int length) {
        return new TextDeltaScan(bytes, offset, length).read();
    }

    private StreamEvent.@Nullable TextDelta read() {
        if (!passed(INDEX)) {
            return null;
        }
        int index = digit();
        if (index < 0 || !passed(DELTA)) {
            return null;
        }
        String text = string();
        if (text == null || !passed('}')) {
            return null;
        }
        if (passed(PADDING) && !passedLetters()) {
            return null;
        }
        return passed('}') && at == end ? new StreamEvent.TextDelta(index, text) : null;
    }

    /** One digit, which is enough for most indexes; -1 if there is none. */
    private int digit() {
        int digit = at < end ? bytes[at++] - '0' : -1;
        return digit > 9 ? -1 : digit;
    }

    /**
     * The rest of a string, after its closing quote was read; null if there is an unusual escape.
     */
    private @Nullable String string() {
        int from = at;
        StringBuilder unescaped = null;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                String rest = piece(from, at++);
                if (rest == null || unescaped == null) {
                    return rest;
                }
                return unescaped.append(rest).toString();
            }
            if (b >= 0 && b < ' ') {
                return null;
            }
            at++;
            if (b == '\\') {
                char c = escaped();
                String before = piece(from, at - 1);
                if (c == 0 || before == null) {
                    return null;
                }
                at++;
                from = at;
                unescaped = unescaped == null ? new StringBuilder(64) : unescaped;
                unescaped.append(before).append(c);
            }
        }
        return null;
    }

    /** The character of an escape, after its backslash; 0 if it is left to the parser. */
    private char escaped() {
        return switch (at < end ? bytes[at] : 0) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> 0;
        };
    }

    private @Nullable String piece(int from, int to) {
        var text = new String(bytes, from, to - from, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : null;
    }

    private boolean passedLetters() {
        while (at < end) {
            byte b = bytes[at++];
            if (b == '"') {
                return true;
            }
            if (b < ' ' || b == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean passed(char c) {
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean passed(byte[] expected) {
        if (end - at < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
