package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;

/**
 * How long an idle connection can be reused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2068#section-19.7.1.1">Keep-Alive</a>
 */
final class KeepAlive {
    /** Load balancers drop an idle connection after about as long. */
    private static final Duration MOST = Duration.ofMinutes(3);

    private static final String TIMEOUT = "timeout=";

    private KeepAlive() {}

    /**
     * @param header such as {@code timeout=5, max=100}; null if the server sent none
     */
    static Duration of(@Nullable String header) {
        if (header == null) {
            return MOST;
        }
        for (String part : header.toLowerCase(Locale.ROOT).split(",", 10)) {
            String word = part.strip();
            if (word.startsWith(TIMEOUT)) {
                return atMost(word.substring(TIMEOUT.length()));
            }
        }
        return MOST;
    }

    private static Duration atMost(String seconds) {
        try {
            return Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 0, MOST.toSeconds()));
        } catch (NumberFormatException e) {
            return MOST;
        }
    }
}
