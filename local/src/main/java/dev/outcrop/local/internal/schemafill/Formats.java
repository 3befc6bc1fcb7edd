package dev.outcrop.local.internal.schemafill;

import java.util.Map;
import java.util.regex.Pattern;

/** The string formats of JSON Schema, each with an example. */
final class Formats {
    private record Format(Pattern pattern, String example) {
        private Format(String pattern, String example) {
            this(Pattern.compile(pattern), example);
        }
    }

    private static final int LONGEST = 1_000;
    private static final String DATE = "\\d{4}-[01]\\d-[0-3]\\d";
    private static final String TIME = "[0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";

    private static final Map<String, Format> ALL =
            Map.of(
                    "date", new Format(DATE, "2026-01-31"),
                    "time", new Format(TIME, "12:00:00Z"),
                    "date-time", new Format(DATE + "T" + TIME, "2026-01-31T12:00:00Z"),
                    "duration", new Format("P(\\d+[YMWD])*(T(\\d+[HMS])+)?", "P1D"),
                    "email", new Format("[^\\s@]+@[^\\s@]+\\.[a-z]+", "someone@example.org"),
                    "hostname", new Format("[a-z0-9.-]+\\.[a-z]+", "example.org"),
                    "ipv4", new Format("\\d{1,3}(\\.\\d{1,3}){3}", "192.0.2.1"),
                    "ipv6", new Format("[0-9a-f:]*::[0-9a-f:]*", "2001:db8::1"),
                    "uri", new Format("[a-z]+://\\S+[^\\s.,;]", "https://example.org/"),
                    "uuid",
                            new Format(
                                    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                                    "00000000-0000-4000-8000-000000000000"));

    private Formats() {}

    static boolean known(String format) {
        return ALL.containsKey(format);
    }

    static boolean fits(String format, String value) {
        Format known = ALL.get(format);
        return known != null
                && value.length() <= LONGEST
                && known.pattern().matcher(value).matches();
    }

    static String example(String format) {
        Format known = ALL.get(format);
        return known == null ? "" : known.example();
    }
}
