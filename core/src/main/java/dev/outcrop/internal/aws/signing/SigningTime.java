package dev.outcrop.internal.aws.signing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Formats a time in ISO 8601's basic format, to the second: {@code 20261122T120000Z}. The last one
 * is cached: many calls begin within a second. Safe for any number of threads.
 */
final class SigningTime {
    private record Second(long epochSecond, String text) {}

    private volatile @Nullable Second last;

    String of(Instant instant) {
        Second known = last;
        if (known == null || known.epochSecond() != instant.getEpochSecond()) {
            known = new Second(instant.getEpochSecond(), text(instant));
            last = known;
        }
        return known.text();
    }

    private static String text(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        var text = new StringBuilder(16);
        digits(text, time.getYear(), 4);
        digits(text, time.getMonthValue(), 2);
        digits(text, time.getDayOfMonth(), 2);
        text.append('T');
        digits(text, time.getHour(), 2);
        digits(text, time.getMinute(), 2);
        digits(text, time.getSecond(), 2);
        return text.append('Z').toString();
    }

    private static void digits(StringBuilder text, int number, int count) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < count; i++) {
            text.append('0');
        }
        text.append(digits);
    }
}
