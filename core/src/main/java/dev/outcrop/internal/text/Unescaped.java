package dev.outcrop.internal.text;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/**
 * A text in lower case without its escapes, with the original position of each character. It reads
 * escapes of JSON (a backslash before a character or its number), of URLs ({@code %2B}) and of HTML
 * (a reference by name or number).
 *
 * @param starts the position of each character in the original, and the end of the last one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Unescaped(String text, int[] starts) {
    private static final Map<String, Character> ENTITIES =
            Map.of(
                    "amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'', "sol", '/', "plus",
                    '+', "equals", '=');

    /** The maximum length of an HTML reference, from its ampersand to its semicolon. */
    private static final int LONGEST_REFERENCE = 12;

    /** Returns the unchanged text, in lower case. */
    static Unescaped of(String text) {
        var starts = new int[text.length() + 1];
        Arrays.setAll(starts, i -> i);
        return new Unescaped(folded(text), starts);
    }

    /** Converts to lower case, character by character, so that the length stays the same. */
    static String folded(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(chars[i]);
        }
        return new String(chars);
    }

    /** Marks the characters of the original that correspond to a part of this text. */
    void mark(int from, int to, boolean[] marks) {
        Arrays.fill(marks, starts[from], starts[to], true);
    }

    /** Returns the text with one more level of escapes removed; null if it has no escapes. */
    @Nullable Unescaped again() {
        var out = new StringBuilder(text.length());
        var begins = new int[text.length() + 1];
        boolean changed = false;
        for (int i = 0; i < text.length(); ) {
            begins[out.length()] = starts[i];
            int length = length(i);
            changed |= length > 1;
            out.append(length > 1 ? character(i, length) : text.charAt(i));
            i += length;
        }
        begins[out.length()] = starts[text.length()];
        return changed
                ? new Unescaped(folded(out.toString()), Arrays.copyOf(begins, out.length() + 1))
                : null;
    }

    /** The length of the escape at this position; 1 if there is none. */
    private int length(int at) {
        return switch (text.charAt(at)) {
            case '\\' -> at + 1 == text.length() ? 1 : hex(at + 2, 4) >= 0 && isU(at) ? 6 : 2;
            case '%' -> hex(at + 1, 2) >= 0 ? 3 : 1;
            case '&' -> reference(at);
            default -> 1;
        };
    }

    private boolean isU(int at) {
        return text.charAt(at + 1) == 'u';
    }

    private int reference(int at) {
        int end = text.indexOf(';', at);
        boolean known = end > at && end - at < LONGEST_REFERENCE && named(at, end) >= 0;
        return known ? end - at + 1 : 1;
    }

    private char character(int at, int length) {
        return switch (text.charAt(at)) {
            case '\\' -> length == 6 ? (char) hex(at + 2, 4) : text.charAt(at + 1);
            case '%' -> (char) hex(at + 1, 2);
            default -> (char) named(at, at + length - 1);
        };
    }

    /** The character of a named HTML reference; -1 for an unknown one. */
    private int named(int at, int end) {
        if (text.startsWith("&#x", at)) {
            return hex(at + 3, end - at - 3);
        }
        if (text.startsWith("&#", at)) {
            return number(at + 2, end - at - 2, 10);
        }
        Character known = ENTITIES.get(text.substring(at + 1, end));
        return known == null ? -1 : known;
    }

    private int hex(int from, int count) {
        return number(from, count, 16);
    }

    private int number(int from, int count, int radix) {
        if (count < 1 || from + count > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || value > Character.MAX_VALUE) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > Character.MAX_VALUE ? -1 : value;
    }
}
