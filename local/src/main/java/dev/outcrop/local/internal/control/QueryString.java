package dev.outcrop.local.internal.control;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a query; if one occurs twice, the last counts. */
public final class QueryString {
    private static final int MOST_RESULTS = 1_000;

    private final Map<String, String> parameters;

    private QueryString(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Parses a query as sent, without the question mark. */
    public static QueryString of(String query) {
        var parameters = new HashMap<String, String>();
        for (String pair : List.of(query.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                parameters.put(
                        decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new QueryString(parameters);
    }

    /** Returns the value of a parameter; null if there is none. */
    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    /** Returns all of them, by name. */
    public Map<String, String> all() {
        return Map.copyOf(parameters);
    }

    /** Whether a value matches the parameter, or the parameter is missing. */
    public boolean allows(String name, String value) {
        String wanted = parameters.get(name);
        return wanted == null || wanted.equalsIgnoreCase(value);
    }

    /** Returns the page selected by {@code maxResults} and {@code nextToken}. */
    public <T> ResultPage<T> page(List<T> all) {
        int from = number("nextToken", 0, all.size(), 0);
        int size = number("maxResults", 1, MOST_RESULTS, MOST_RESULTS);
        int to = Math.min(all.size(), from + size);
        return new ResultPage<>(all.subList(from, to), to < all.size() ? "" + to : null);
    }

    /**
     * Returns a time.
     *
     * @throws ServiceError if it is not one
     */
    public Instant instant(String name, Instant otherwise) {
        String text = parameters.get(name);
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ServiceError.validation("The value at '" + name + "' is not a timestamp.");
        }
    }

    private int number(String name, int least, int most, int otherwise) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw ServiceError.validation(
                "1 validation error detected: Value '"
                        + text.substring(0, Math.min(100, text.length()))
                        + "' at '"
                        + name
                        + "' failed to satisfy constraint: Member must have value between "
                        + least
                        + " and "
                        + most);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceError.validation("The query is not well-formed.");
        }
    }
}
