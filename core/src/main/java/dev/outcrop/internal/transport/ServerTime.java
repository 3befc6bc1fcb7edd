package dev.outcrop.internal.transport;

import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The server's time when it answered. */
final class ServerTime {
    private ServerTime() {}

    /** The {@code Date} header; null if there is none, or it is not a date. */
    static @Nullable Instant of(HttpClient.Exchange exchange) {
        String date = exchange.header("Date");
        if (date == null || date.length() > 100) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
