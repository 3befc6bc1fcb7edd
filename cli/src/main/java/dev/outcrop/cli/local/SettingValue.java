package dev.outcrop.cli.local;

import dev.outcrop.cli.terminal.UsageException;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a setting, as text. The methods that parse it throw a {@link UsageException} that
 * names the setting if it is not valid.
 *
 * @param from where it was set, for messages: {@code --port}, or {@code port in local.json}
 * @param texts one text, or several if the setting can be repeated
 */
public record SettingValue(String from, List<String> texts) {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");

    public SettingValue {
        texts = List.copyOf(texts);
    }

    String text() {
        return texts.getLast();
    }

    boolean isOn() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    long whole(long least, long most) {
        try {
            long number = Long.parseLong(text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same as a number out of range.
        }
        throw wrong(
                most == Long.MAX_VALUE
                        ? "a whole number of at least " + least
                        : "a whole number from " + least + " to " + most);
    }

    double fraction() {
        try {
            double number = Double.parseDouble(text());
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same as a number out of range.
        }
        throw wrong("a number from 0 to 1");
    }

    Duration time() {
        Matcher time = TIME.matcher(text().toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            throw wrong("a time such as 20ms, 1.5s or 2m");
        }
        long nanosPerUnit =
                switch (time.group(2)) {
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                };
        BigDecimal nanos = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
        // At most a billion hours, which a Duration can hold.
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    Instant instant() {
        try {
            return Instant.parse(text());
        } catch (DateTimeException e) {
            throw wrong("a time such as 2026-12-01T12:00:00Z");
        }
    }

    Path path() {
        try {
            return Path.of(text());
        } catch (InvalidPathException e) {
            throw wrong("a path");
        }
    }

    /** Returns the path of a folder that exists. */
    Path folder() {
        Path folder = path();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("Not a folder: " + folder + ".", "mkdir -p " + folder);
        }
        return folder;
    }

    /** Returns one value for each text. */
    List<SettingValue> each() {
        return texts.stream().map(text -> new SettingValue(from, List.of(text))).toList();
    }

    UsageException wrong(String expected) {
        return new UsageException(
                "Invalid value of " + from + ": \"" + text() + "\". Expected: " + expected + ".",
                "outcrop help local");
    }

    /** Omits the value, which may be a secret. */
    @Override
    public String toString() {
        return from;
    }
}
