package dev.outcrop.internal.transport;

import dev.outcrop.error.ErrorDetails.RetryHint;
import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Reads when the service asks to retry. Values that are not numbers are ignored. */
final class RetryHints {
    /** More than an hour is an error of the server, or means another day. */
    private static final long LONGEST_SECONDS = 3_600;

    private RetryHints() {}

    static @Nullable RetryHint read(HttpClient.Exchange exchange) {
        long millis = number(exchange.header("x-amz-retry-after"));
        if (millis >= 0) {
            return new RetryHint(Duration.ofMillis(millis), false);
        }
        long seconds = number(exchange.header("Retry-After"));
        return seconds < 0
                ? null
                : new RetryHint(Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)), true);
    }

    /** A non-negative integer, or -1; the date form of Retry-After counts as none. */
    private static long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 12) {
            return -1;
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
    }
}
