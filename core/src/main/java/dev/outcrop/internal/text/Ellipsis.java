package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;

import java.util.List;
import java.util.stream.Stream;

/** Texts cut to what a glance can take in. */
final class Ellipsis {
    private static final int LINES = 5;

    private Ellipsis() {}

    /** At most so many characters of a text in one line. */
    static String line(String text, int most) {
        String line = ControlCharacters.text(text).strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : cut(line, Math.max(1, most - 1)) + "…";
    }

    /** At most five lines, each of at most so many characters. */
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
