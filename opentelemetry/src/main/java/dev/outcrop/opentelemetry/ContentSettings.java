package dev.outcrop.opentelemetry;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/**
 * Which content is written.
 *
 * @param redaction changes each text before it is shortened; null if no content is written
 * @param longest the longest value, in characters
 */
record ContentSettings(@Nullable UnaryOperator<String> redaction, int longest) {
    static final int USUAL_LENGTH = 20_000;
    static final ContentSettings NONE = new ContentSettings(null, USUAL_LENGTH);

    boolean isWritten() {
        return redaction != null;
    }

    /** Returns the text as it may be written. */
    String text(String text) {
        String redacted = redaction == null ? "" : redaction.apply(text);
        return redacted.length() <= longest ? redacted : redacted.substring(0, cut(redacted)) + "…";
    }

    private int cut(String text) {
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }
}
