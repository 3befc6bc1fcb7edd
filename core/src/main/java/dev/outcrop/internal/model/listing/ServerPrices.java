package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Reads the prices in a server's list of models, in US dollars per million tokens. */
public final class ServerPrices {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int LONGEST = 30;

    private ServerPrices() {}

    /**
     * Returns the prices.
     *
     * @param provider the only provider of the model; empty if there are several
     */
    public static Prices of(Json.Obj json, Json.Obj provider) {
        Json.Obj perToken = json.object("pricing"); // of OpenRouter
        if (!perToken.isEmpty()) {
            return new Prices(
                    price(perToken.get("prompt"), MILLION),
                    price(perToken.get("completion"), MILLION),
                    price(perToken.get("input_cache_read"), MILLION),
                    price(perToken.get("input_cache_write"), MILLION),
                    null);
        }
        Json.Obj perMillion = provider.object("pricing"); // of Hugging Face
        if (!perMillion.isEmpty()) {
            return new Prices(
                    price(perMillion.get("input"), BigDecimal.ONE),
                    price(perMillion.get("output"), BigDecimal.ONE),
                    null,
                    null,
                    null);
        }
        return ofProperties(json);
    }

    /** Cloudflare's prices have a unit each, such as {@code per M input tokens}. */
    private static Prices ofProperties(Json.Obj json) {
        BigDecimal input = null;
        BigDecimal output = null;
        for (Json element : json.array("properties")) {
            if (element instanceof Json.Obj property
                    && "price".equals(property.string("property_id"))) {
                for (Json value : property.array("value")) {
                    Json.Obj price = value instanceof Json.Obj object ? object : Json.EMPTY;
                    String unit = String.valueOf(price.string("unit"));
                    if (unit.equals("per M input tokens")) {
                        input = price(price.get("price"), BigDecimal.ONE);
                    } else if (unit.equals("per M output tokens")) {
                        output = price(price.get("price"), BigDecimal.ONE);
                    }
                }
            }
        }
        return input == null && output == null
                ? Prices.NONE
                : new Prices(input, output, null, null, null);
    }

    /** A negative price means that it depends on the call. */
    private static @Nullable BigDecimal price(@Nullable Json json, BigDecimal times) {
        String digits =
                json instanceof Json.Str(String text)
                        ? text
                        : json instanceof Json.Num number ? number.toString() : "";
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal price = new BigDecimal(digits);
            if (price.signum() < 0 || Math.abs((long) price.scale()) > LONGEST) {
                return null;
            }
            BigDecimal perMillion = price.multiply(times).stripTrailingZeros();
            return perMillion.scale() < 0 ? perMillion.setScale(0) : perMillion;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
