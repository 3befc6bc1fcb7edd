package dev.outcrop.internal.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks headers that a caller sets. */
public final class ApiHeaders {
    /** RFC 9110, section 5.6.2: the characters of a token besides letters and digits. */
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /** Headers that the HTTP layer or authentication sets. */
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "content-type",
                    "accept",
                    "authorization",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-amz-content-sha256");

    private ApiHeaders() {}

    /** Returns the headers with stripped values. */
    public static Map<String, String> checked(Map<String, String> given) {
        var headers = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> headers.put(checkedName(name), checkedValue(name, value)));
        return Map.copyOf(headers);
    }

    public static String checkedName(String name) {
        if (name.isEmpty()
                || !name.chars()
                        .allMatch(
                                c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || TOKEN.indexOf(c) >= 0))) {
            throw new IllegalArgumentException(
                    "invalid header name: " + name.length() + " characters");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is set by Outcrop");
        }
        return name;
    }

    public static String checkedValue(String name, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
            throw new IllegalArgumentException(
                    "the value of the header " + name + " must be printable ASCII");
        }
        return value.strip();
    }
}
