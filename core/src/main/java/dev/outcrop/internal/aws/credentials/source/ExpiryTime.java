package dev.outcrop.internal.aws.credentials.source;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the expiry time of keys, in the formats of services and programs: ISO 8601, extended or
 * basic, also with a space for the {@code T}, with an offset such as {@code +0000} or a name of
 * UTC. A time without an offset is UTC, as all times of AWS.
 */
final class ExpiryTime {
    private static final int MOST_CHARACTERS = 64;

    private static final Pattern ISO =
            Pattern.compile(
                    "([0-9]{4})-?([0-9]{2})-?([0-9]{2})[T ]([0-9]{2}):?([0-9]{2}):?([0-9]{2})"
                            + "(?:[.,]([0-9]{1,9})[0-9]*)? ?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
                            + "(?: ?(?:UTC|GMT))?",
                    Pattern.CASE_INSENSITIVE);

    private ExpiryTime() {}

    /**
     * @throws DateTimeException if it is not a time
     */
    static Instant parse(String text) {
        Matcher iso = ISO.matcher(text);
        if (text.length() > MOST_CHARACTERS || !iso.matches()) {
            return OffsetDateTime.parse(text).toInstant();
        }
        int[] parts = new int[6];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Integer.parseInt(iso.group(i + 1));
        }
        return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
                .withNano(nanos(iso.group(7)))
                .toInstant(offset(iso.group(8)));
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneOffset offset(@Nullable String text) {
        return text == null ? ZoneOffset.UTC : ZoneOffset.of(text.toUpperCase(Locale.ROOT));
    }
}
