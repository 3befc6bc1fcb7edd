package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Scalar;
import dev.outcrop.schema.Shape.Unreadable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Types whose JSON is a single value. */
final class Scalars {
    private static final Json.Obj STRING = schema("string");
    private static final Map<Class<?>, Scalar> ALL = new HashMap<>();

    static {
        text(String.class, STRING, Function.identity());
        text(CharSequence.class, STRING, Function.identity());
        text(char.class, character(), Scalars::onlyCharacter);
        text(Character.class, character(), Scalars::onlyCharacter);
        truth(boolean.class);
        truth(Boolean.class);
        whole(byte.class, Byte.class, ExactNumbers::toByte);
        whole(short.class, Short.class, ExactNumbers::toShort);
        whole(int.class, Integer.class, ExactNumbers::toInt);
        whole(long.class, Long.class, ExactNumbers::toLong);
        whole(BigInteger.class, BigInteger.class, ExactNumbers::toBigInteger);
        number(float.class, Float.class, ExactNumbers::toFloat);
        number(double.class, Double.class, ExactNumbers::toDouble);
        number(BigDecimal.class, BigDecimal.class, ExactNumbers::toBigDecimal);
        number(Number.class, Number.class, ExactNumbers::toBigDecimal);
        text(UUID.class, format("uuid"), UUID::fromString);
        text(URI.class, format("uri"), URI::create);
        text(Instant.class, format("date-time"), Instant::parse);
        text(OffsetDateTime.class, format("date-time"), OffsetDateTime::parse);
        put(
                ZonedDateTime.class,
                format("date-time"),
                json -> parsed(json, ZonedDateTime::parse, ZonedDateTime.class),
                value -> Json.of(((ZonedDateTime) value).toOffsetDateTime().toString()));
        text(LocalDate.class, format("date"), LocalDate::parse);
        text(LocalDateTime.class, like("2024-05-31T18:30:00"), LocalDateTime::parse);
        text(LocalTime.class, like("18:30:00"), LocalTime::parse);
        text(YearMonth.class, like("2024-05"), YearMonth::parse);
        text(Duration.class, format("duration"), Duration::parse);
        text(Period.class, format("duration"), Period::parse);
        text(ZoneId.class, like("Europe/Paris"), ZoneId::of);
        put(
                Year.class,
                schema("integer"),
                json -> Year.of(ExactNumbers.toInt(ExactNumbers.of(json))),
                value -> Json.of((long) ((Year) value).getValue()));
        put(
                byte[].class,
                STRING.with("contentEncoding", Json.of("base64")),
                json -> parsed(json, Base64.getDecoder()::decode, byte[].class),
                value -> Json.of(Base64.getEncoder().encodeToString((byte[]) value)));
    }

    private Scalars() {}

    static Map<Class<?>, Scalar> all() {
        return ALL;
    }

    private static void text(Class<?> type, Json.Obj schema, Function<String, ?> reading) {
        put(type, schema, json -> parsed(json, reading, type), value -> Json.of(value.toString()));
    }

    private static void truth(Class<?> type) {
        put(
                type,
                schema("boolean"),
                json -> {
                    if (json instanceof Json.Bool(boolean value)) {
                        return value;
                    }
                    throw new Unreadable(SchemaErrors.not(json, "true or false"));
                },
                value -> Json.of((boolean) value));
    }

    private static void whole(Class<?> type, Class<?> boxed, Function<BigDecimal, ?> reading) {
        numeric(type, boxed, schema("integer"), reading);
    }

    private static void number(Class<?> type, Class<?> boxed, Function<BigDecimal, ?> reading) {
        numeric(type, boxed, schema("number"), reading);
    }

    private static void numeric(
            Class<?> type, Class<?> boxed, Json.Obj schema, Function<BigDecimal, ?> reading) {
        Scalar.Reading read = json -> reading.apply(ExactNumbers.of(json));
        put(type, schema, read, Json::from);
        put(boxed, schema, read, Json::from);
    }

    private static void put(
            Class<?> type, Json.Obj schema, Scalar.Reading reading, Scalar.Writing writing) {
        ALL.put(type, new Scalar(type, schema, reading, writing));
    }

    private static Object parsed(Json json, Function<String, ?> reading, Class<?> type) {
        if (!(json instanceof Json.Str(String text))) {
            throw new Unreadable(SchemaErrors.not(json, "a string"));
        }
        try {
            return reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Unreadable("is not a valid " + type.getSimpleName());
        }
    }

    private static char onlyCharacter(String text) {
        if (text.length() != 1) {
            throw new Unreadable("is not a single character");
        }
        return text.charAt(0);
    }

    private static Json.Obj character() {
        return STRING.with("minLength", Json.of(1)).with("maxLength", Json.of(1));
    }

    private static Json.Obj format(String format) {
        return STRING.with("format", Json.of(format));
    }

    private static Json.Obj like(String example) {
        return STRING.with("description", Json.of("such as " + example));
    }

    private static Json.Obj schema(String type) {
        return Json.EMPTY.with("type", Json.of(type));
    }
}
