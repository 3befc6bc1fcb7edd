package dev.outcrop.cli.local;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.authentication.LocalCredentials.Bearer;
import dev.outcrop.local.authentication.LocalCredentials.Keys;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Credentials as text: {@code ID:SECRET}, {@code ID:SECRET:SESSION_TOKEN} or {@code bearer:TOKEN},
 * each with {@code @TIME} at the end if it expires. Messages do not repeat them.
 */
final class CredentialsSpec {
    private static final String BEARER = "bearer:";

    private CredentialsSpec() {}

    /**
     * Parses one text.
     *
     * @throws dev.outcrop.cli.terminal.UsageException if it is not valid
     */
    static LocalCredentials parse(SettingValue value) {
        String text = value.text();
        int at = text.lastIndexOf('@');
        Instant expiry = at < 0 ? null : expiry(text.substring(at + 1), value);
        String credentials = at < 0 ? text : text.substring(0, at);
        if (credentials.startsWith(BEARER) && credentials.length() > BEARER.length()) {
            return new Bearer(credentials.substring(BEARER.length()), expiry);
        }
        String[] parts = credentials.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || anyIsBlank(parts)) {
            throw wrong(value);
        }
        return new Keys(parts[0], parts[1], parts.length == 3 ? parts[2] : null, expiry);
    }

    private static boolean anyIsBlank(String[] parts) {
        for (String part : parts) {
            if (part.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant expiry(String time, SettingValue value) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw wrong(value);
        }
    }

    private static RuntimeException wrong(SettingValue value) {
        return new dev.outcrop.cli.terminal.UsageException(
                "Invalid value of " + value.from() + ".",
                "ID:SECRET, ID:SECRET:SESSION_TOKEN or bearer:TOKEN; @2026-12-01T12:00:00Z at the"
                        + " end if they expire");
    }
}
