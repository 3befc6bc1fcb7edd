package dev.outcrop.transport;

import dev.outcrop.text.Harmless;

/**
 * Text of the other side, made fit for a message: short, on one line, without control characters.
 */
final class Excerpt {
    private Excerpt() {}

    static String of(String text, int limit) {
        return Harmless.line(text, limit);
    }
}
