package dev.outcrop.catalog;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * Prices of tokens, in US dollars per million, on demand, before any volume or regional difference.
 * An unknown price is null, never 0.
 *
 * @param input input tokens that were not read from the cache
 * @param output tokens written, thinking included
 * @param cacheRead tokens read from the cache
 * @param cacheWrite5m tokens written to the cache for five minutes
 * @param cacheWrite1h tokens written to the cache for an hour
 */
public record Prices(
        @Nullable BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite5m,
        @Nullable BigDecimal cacheWrite1h) {
    /** No known prices. */
    public static final Prices NONE = new Prices(null, null, null, null, null);

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DIGITS = 12;

    static Prices of(Json.Obj json) {
        return new Prices(
                price(json, "input"),
                price(json, "output"),
                price(json, "cacheRead"),
                price(json, "cacheWrite5m"),
                price(json, "cacheWrite1h"));
    }

    private static @Nullable BigDecimal price(Json.Obj json, String name) {
        Json value = json.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Num number && number.toString().length() <= 2 * MOST_DIGITS) {
            BigDecimal price = number.decimalValue();
            if (price.signum() >= 0
                    && Math.abs((long) price.scale()) <= MOST_DIGITS
                    && price.compareTo(MOST) <= 0) {
                return price;
            }
        }
        throw new IllegalArgumentException(
                name + " must be a price from 0 to 1000000, with at most 12 digits of fraction");
    }
}
