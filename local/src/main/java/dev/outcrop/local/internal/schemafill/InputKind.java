package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a property asks for, as its name, its description and its format tell. */
public enum InputKind {
    LATITUDE,
    LONGITUDE,
    EMAIL,
    URL,
    DATE,
    TIME,
    TIME_ZONE,
    ID,
    LETTER,
    TICKER,
    EXPRESSION,
    BODY,
    SUBJECT,
    QUERY,
    ORIGIN,
    DESTINATION,
    PLACE,
    OTHER;

    private static final int LONGEST = 500;

    /** Returns the kind of a property. */
    public static InputKind of(String name, Json.Obj schema) {
        if (name.length() > LONGEST) {
            return OTHER;
        }
        List<String> words =
                List.of(
                        name.replaceAll("([a-z\\d])([A-Z])", "$1 $2")
                                .toLowerCase(Locale.ROOT)
                                .split("[^\\p{L}\\d]+", -1));
        String said = schema.string("description");
        String description =
                said == null
                        ? ""
                        : said.substring(0, Math.min(LONGEST, said.length()))
                                .toLowerCase(Locale.ROOT);
        InputKind formatted = ofFormat(schema.string("format"));
        InputKind named = formatted == OTHER ? ofWords(words) : formatted;
        return named == OTHER ? ofDescription(description) : named;
    }

    private static InputKind ofFormat(@Nullable String format) {
        return switch (format == null ? "" : format) {
            case "email" -> EMAIL;
            case "uri" -> URL;
            case "date" -> DATE;
            default -> OTHER;
        };
    }

    private static InputKind ofWords(List<String> words) {
        String last = words.getLast();
        return switch (last) {
            case "lat", "latitude" -> LATITUDE;
            case "lon", "lng", "long", "longitude" -> LONGITUDE;
            case "email", "mail", "recipient" -> EMAIL;
            case "url", "uri", "link", "website" -> URL;
            case "date", "day", "checkin", "checkout" -> DATE;
            case "time" -> TIME;
            case "timezone", "tz", "zone" -> TIME_ZONE;
            case "id", "identifier" -> ID;
            case "letter", "char", "character" -> LETTER;
            case "ticker", "symbol" -> TICKER;
            case "expression", "equation", "formula" -> EXPRESSION;
            case "body" -> BODY;
            case "subject" -> SUBJECT;
            case "query", "q" -> QUERY;
            case "origin", "from", "source", "departure" -> ORIGIN;
            case "destination", "arrival" -> DESTINATION;
            case "city", "location", "place", "town", "address", "region", "country" ->
                    first(words);
            default -> OTHER;
        };
    }

    /** {@code origin_city}, {@code to_location}. */
    private static InputKind first(List<String> words) {
        String first = words.getFirst();
        if (Set.of("origin", "from", "departure", "source", "start").contains(first)) {
            return ORIGIN;
        }
        return Set.of("destination", "to", "arrival", "target", "end").contains(first)
                ? DESTINATION
                : PLACE;
    }

    private static InputKind ofDescription(String description) {
        boolean latitude = description.contains("latitude");
        boolean longitude = description.contains("longitude");
        if (latitude != longitude) {
            return latitude ? LATITUDE : LONGITUDE;
        }
        if (description.contains("email address") || description.contains("e-mail")) {
            return EMAIL;
        }
        if (description.contains("yyyy-mm-dd")) {
            return DATE;
        }
        return description.contains("ticker") ? TICKER : OTHER;
    }

    /** Whether a question names it as it names a person, a place or a thing. */
    public boolean isOfAnEntity() {
        return switch (this) {
            case OTHER, PLACE, TICKER, ID, URL, TIME_ZONE -> true;
            default -> false;
        };
    }
}
