package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values of properties whose kind is known: coordinates, addresses, dates, ids, formulas. */
final class Guesses {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern URL =
            Pattern.compile("\\bhttps?://[^\\s<>\"')]+[^\\s<>\"').,;?!]");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-[01]\\d-[0-3]\\d\\b");
    private static final Pattern DAY =
            Pattern.compile(
                    "\\b(?:today|tomorrow|tonight|yesterday|(?:next |on )?(?:mon|tues|wednes|thurs"
                            + "|fri|satur|sun)day)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile(
                    "\\b\\d{1,2}:\\d{2}(?: ?[ap]m)?\\b|\\b\\d{1,2} ?[ap]m\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ZONE =
            Pattern.compile("\\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\\b|\\b(?:UTC|GMT|[CEMP][SD]T|CET)\\b");
    private static final Pattern ID =
            Pattern.compile("(?<![\\w.-])(?=[\\w-]{0,60}\\d)[A-Za-z0-9][\\w-]{0,60}");
    private static final Pattern LETTER =
            Pattern.compile(
                    "\\b(?:letter|character)s?\\s+[\"'“‘`]?(\\p{L})(?!\\p{L})"
                            + "|[\"'“‘`](\\p{L})[\"'”’`]"
                            + "|\\b(\\p{L})['’]s\\s+(?:are|is|in)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMULA =
            Pattern.compile(
                    "[(\\d][\\d.,() ]{0,40}(?:\\s*(?:\\*\\*|[-+*/^×÷%])\\s*[(\\d][\\d.,() ]{0,40})+");
    private static final Pattern TICKER = Pattern.compile("(?<![\\w&])\\$?([A-Z]{2,5})(?![\\w&])");
    private static final Pattern SAYING =
            Pattern.compile(
                    "\\b(?:saying|that says|to say|with the (?:text|message|body))\\s*:?\\s+[\"“]?(.{1,500}?)[\"”]?[.?!]?\\s*$",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern ABOUT =
            Pattern.compile(
                    "\\b(?:about|regarding|subject:?)\\s+[\"“]?(.{1,80}?)[\"”]?(?:[.?!,]|$)",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final String NAME = "\\s+(\\p{Lu}[\\p{L}.'’-]*(?: \\p{Lu}[\\p{L}.'’-]*){0,3})";
    private static final Pattern FROM = Pattern.compile("\\b(?:from|leaving|between)" + NAME);
    private static final Pattern TO = Pattern.compile("\\b(?:to|towards|and)" + NAME);
    private static final Map<String, String> TICKERS =
            Map.of(
                    "s&p 500", "^GSPC",
                    "dow jones", "^DJI",
                    "nasdaq", "^IXIC",
                    "apple", "AAPL",
                    "amazon", "AMZN",
                    "google", "GOOGL",
                    "microsoft", "MSFT",
                    "nvidia", "NVDA",
                    "tesla", "TSLA",
                    "netflix", "NFLX");

    private final PromptValues prompt;
    private final SchemaCheck check;
    private final Json.Obj known;

    Guesses(PromptValues prompt, SchemaCheck check, Json.Obj known) {
        this.prompt = prompt;
        this.check = check;
        this.known = known;
    }

    /** Returns a value for a property, which its schema allows; null if there is none. */
    @Nullable Json value(Json.Obj schema, String name) {
        String type = Types.of(schema);
        boolean leaf = List.of("string", "number", "integer").contains(type);
        if (name.isEmpty() || !leaf) {
            return null;
        }
        InputKind kind = InputKind.of(name, schema);
        boolean special = kind != InputKind.OTHER && kind != InputKind.PLACE;
        if ((!special && known.isEmpty()) || prompt.says(name)) {
            return null;
        }
        Optional<Json> found = fitting(known(name), schema).or(() -> fitting(known(kind), schema));
        if (found.isEmpty()) {
            found =
                    type.equals("string")
                            ? text(kind, value -> fitting(Json.of(value), schema))
                            : fitting(degrees(kind).map(Guesses::number), schema);
        }
        return found.orElse(null);
    }

    private Optional<Json> fitting(Optional<Json> value, Json.Obj schema) {
        return value.flatMap(one -> fitting(one, schema));
    }

    /** A number may be wanted as a string, and the reverse. */
    private Optional<Json> fitting(Json value, Json.Obj schema) {
        if (check.problem(value, schema) == null) {
            return Optional.of(value);
        }
        Json other =
                switch (value) {
                    case Json.Num number -> Json.of(number.literal());
                    case Json.Str(String text) when text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ->
                            new Json.Num(text);
                    default -> null;
                };
        return other == null || check.problem(other, schema) != null
                ? Optional.empty()
                : Optional.of(other);
    }

    private Optional<Json> known(String name) {
        return Optional.ofNullable(known.get(KnownValues.key(name)));
    }

    private Optional<Json> known(InputKind kind) {
        return switch (kind) {
            case LATITUDE -> known("latitude");
            case LONGITUDE -> known("longitude");
            case TIME_ZONE -> known("timezone");
            default -> Optional.empty();
        };
    }

    private Optional<Json> text(InputKind kind, Function<String, Optional<Json>> fits) {
        return switch (kind) {
            case LATITUDE, LONGITUDE ->
                    degrees(kind).flatMap(value -> fits.apply(value.toPlainString()));
            case EMAIL -> prompt.next(EMAIL, fits);
            case URL -> prompt.next(URL, fits);
            case DATE -> prompt.next(DATE, fits).or(() -> prompt.next(DAY, fits));
            case TIME -> prompt.next(TIME, fits);
            case TIME_ZONE -> prompt.next(ZONE, fits).or(() -> zone().flatMap(fits));
            case ID -> prompt.next(ID, fits);
            case LETTER -> prompt.next(LETTER, fits);
            case TICKER -> ticker().flatMap(fits).or(() -> prompt.next(TICKER, fits));
            case EXPRESSION -> prompt.next(FORMULA, fits);
            case BODY -> prompt.any(SAYING, fits);
            case SUBJECT -> prompt.any(ABOUT, fits).or(() -> prompt.any(SAYING, fits));
            case ORIGIN -> prompt.next(FROM, fits);
            case DESTINATION -> prompt.next(TO, fits);
            case QUERY -> fits.apply(prompt.whole().strip());
            case PLACE, OTHER -> Optional.empty();
        };
    }

    private Optional<BigDecimal> degrees(InputKind kind) {
        if ((kind != InputKind.LATITUDE && kind != InputKind.LONGITUDE)
                || prompt.hasDecimalNumbers()) {
            return Optional.empty();
        }
        CityCoordinates.Place place = place();
        return Optional.of(kind == InputKind.LATITUDE ? place.latitude() : place.longitude());
    }

    private CityCoordinates.Place place() {
        CityCoordinates.Place place = CityCoordinates.in(prompt.whole());
        return place != null ? place : CityCoordinates.named(prompt.firstName().orElse("here"));
    }

    private Optional<String> zone() {
        return Optional.ofNullable(CityCoordinates.in(prompt.whole()))
                .map(CityCoordinates.Place::zone);
    }

    private Optional<String> ticker() {
        String lower = prompt.whole().toLowerCase(Locale.ROOT);
        return TICKERS.keySet().stream()
                .filter(lower::contains)
                .min((a, b) -> lower.indexOf(a) - lower.indexOf(b))
                .map(TICKERS::get);
    }

    private static Json number(BigDecimal value) {
        return new Json.Num(value.toPlainString());
    }
}
