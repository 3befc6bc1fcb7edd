package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;

import java.util.List;
import java.util.stream.Stream;

/** Truncates texts to a short form. */
final class Ellipsis {
    private static final int LINES = 5;

    private Ellipsis() {}

    /** Returns a text on one line, truncated to this number of characters. */
    static String line(String text, int most) {
        String line = ControlCharacters.text(text).strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : cut(line, Math.max(1, most - 1)) + "…";
    }

    /** Returns at most five lines, each truncated to this number of characters. */
    static List<String> lines(String text, int most) {
        List<String> lines =
                ControlCharacters.text(text).strip().lines().limit(LINES + 1L).toList();
        List<String> shown = lines.stream().limit(LINES).map(line -> line(line, most)).toList();
        return lines.size() <= LINES
                ? shown
                : Stream.concat(shown.stream(), Stream.of("…")).toList();
    }

    private static String cut(String text, int length) {
        return Character.isHighSurrogate(text.charAt(length - 1))
                ? text.substring(0, length - 1)
                : text.substring(0, length);
    }
}
